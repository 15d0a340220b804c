package dev.monitor.scrape.autoconfigure;

import dev.monitor.guard.AccessGuard;
import dev.monitor.scrape.actuate.ScrapeExposure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;

/**
 * Says once, at the start, that callers on this machine need no token, and what that rule
 * cannot tell.
 */
record LoopbackNotice(AccessGuard monitorScrapeGuard,
		ObjectProvider<PathMappedEndpoints> endpoints) implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(LoopbackNotice.class);

	@Override
	public void afterSingletonsInstantiated() {
		if (this.monitorScrapeGuard.isForThisMachine() && isServed()) {
			logger
				.info("Metrics are served to callers on this machine only, as no token is configured. A proxy on this "
						+ "machine that adds no header, such as HAProxy in TCP mode, can let strangers read them. "
						+ "Behind such a proxy, set monitor.metrics.tokens.<name>.hash");
		}
	}

	private boolean isServed() {
		PathMappedEndpoints mapped = this.endpoints.getIfAvailable();
		return mapped == null || !ScrapeExposure.path(mapped).isEmpty();
	}

}
