package dev.monitor.graphql.spring;

import dev.monitor.graphql.execution.GraphQlLogInstrumentation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.graphql.execution.GraphQlSource;

/**
 * Says so if the application has made a {@link GraphQlSource} itself and has not given it
 * the instrumentation, which Spring Boot does for its own.
 */
public final class OwnGraphQlSources implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(OwnGraphQlSources.class);

	private final ObjectProvider<GraphQlSource> sources;

	/**
	 * Create the check.
	 * @param sources all of them
	 */
	public OwnGraphQlSources(ObjectProvider<GraphQlSource> sources) {
		this.sources = sources;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (!this.sources.stream().allMatch((source) -> GraphQlLogInstrumentation.isPartOf(source.graphQl()))) {
			logger.info(
					"GraphQL operations are not logged: the application has a GraphQlSource of its own."
							+ " To log them, give it the bean of type {} as an instrumentation",
					GraphQlLogInstrumentation.class.getSimpleName());
		}
	}

}
