package dev.monitor.http.autoconfigure;

import dev.monitor.http.RequestsInFlight;
import dev.monitor.http.servlet.InFlightFilter;
import dev.monitor.http.tomcat.CompletionValve;
import dev.monitor.http.tomcat.ConnectionEndsValve;
import org.apache.catalina.Valve;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Valves that requests pass in a Tomcat of the application's own and in one that it is
 * deployed to, where the classes of the other are absent.
 */
final class RequestValves {

	private RequestValves() {
	}

	/**
	 * Return what every request passes, and what only those that are listed need.
	 */
	static Valve[] of(ObjectProvider<RequestsInFlight> requests) {
		Valve ends = new ConnectionEndsValve();
		return (requests.getIfAvailable() != null) ? new Valve[] { ends, new CompletionValve(InFlightFilter.ATTRIBUTE) }
				: new Valve[] { ends };
	}

}
