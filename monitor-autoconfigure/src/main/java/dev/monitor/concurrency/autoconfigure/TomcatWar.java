package dev.monitor.concurrency.autoconfigure;

import dev.monitor.concurrency.SlowBody;
import dev.monitor.concurrency.servlet.ReleaseOnComplete;
import dev.monitor.concurrency.tomcat.TomcatBodyPaceValve;
import dev.monitor.http.autoconfigure.WarValve;
import dev.monitor.http.tomcat.CompletionValve;
import org.apache.catalina.Valve;
import org.apache.catalina.WebResourceRoot;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWarDeployment;

/**
 * What the limit needs from Tomcat where the application is deployed to it as a war: the
 * end of asynchronous requests, and the pace of bodies.
 */
@ConditionalOnWarDeployment
@ConditionalOnClass(WebResourceRoot.class)
class TomcatWar extends WarValve {

	TomcatWar(ConcurrencyProperties properties) {
		super(valves(properties.slowBody()));
	}

	private static Valve[] valves(@Nullable SlowBody slowBody) {
		Valve completion = new CompletionValve(ReleaseOnComplete.PERMIT_ATTRIBUTE);
		return (slowBody != null) ? new Valve[] { completion, new TomcatBodyPaceValve(slowBody) }
				: new Valve[] { completion };
	}

}
