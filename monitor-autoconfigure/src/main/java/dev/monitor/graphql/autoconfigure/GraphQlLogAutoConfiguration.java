package dev.monitor.graphql.autoconfigure;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.condition.ConditionalOnSwitch;
import dev.monitor.graphql.execution.GraphQlLogInstrumentation;
import dev.monitor.graphql.spring.OwnGraphQlRequests;
import dev.monitor.graphql.spring.OwnGraphQlSources;
import dev.monitor.http.RequestMark;
import graphql.GraphQL;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.http.HttpHeaders;

/**
 * {@link AutoConfiguration Auto-configuration} for GraphQL events.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMonitorFeature("logging")
@ConditionalOnSwitch("monitor.logging.graphql.enabled")
@ConditionalOnClass({ GraphQL.class, GraphQlSource.class })
@Import(OwnGraphQlSources.class)
public final class GraphQlLogAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	GraphQlLogInstrumentation monitorGraphQlLogInstrumentation() {
		return new GraphQlLogInstrumentation(System::nanoTime);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ WebGraphQlInterceptor.class, HttpHeaders.class })
	static class WebConfiguration {

		@Bean
		OwnGraphQlRequests monitorOwnGraphQlRequests(ObjectProvider<RequestMark> mark) {
			return new OwnGraphQlRequests(mark.getIfAvailable());
		}

	}

}
