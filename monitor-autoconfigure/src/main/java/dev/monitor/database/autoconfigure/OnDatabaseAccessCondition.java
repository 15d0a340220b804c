package dev.monitor.database.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/**
 * {@link SpringBootCondition} that matches if statements can be seen: those of JDBC with
 * a driver, or those of R2DBC.
 */
final class OnDatabaseAccessCondition extends SpringBootCondition {

	static final String JDBC_DRIVER = "META-INF/services/java.sql.Driver";

	private static final String JDBC_PROXY = "net.ttddyy.dsproxy.proxy.ProxyConfig";

	private static final String R2DBC_PROXY = "io.r2dbc.proxy.callback.ProxyConfig";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("access to databases");
		ClassLoader classes = context.getClassLoader();
		ResourceLoader resources = context.getResourceLoader();
		if (ClassUtils.isPresent(JDBC_PROXY, classes) && resources.getResource(JDBC_DRIVER).exists()) {
			return ConditionOutcome.match(message.because("there is a JDBC driver"));
		}
		if (ClassUtils.isPresent(R2DBC_PROXY, classes)) {
			return ConditionOutcome.match(message.because("there is r2dbc-proxy"));
		}
		return ConditionOutcome
			.noMatch(message.because("there is neither a JDBC driver with datasource-proxy nor r2dbc-proxy"));
	}

}
