package dev.monitor.scrape.autoconfigure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

import dev.monitor.listener.Listener;
import dev.monitor.listener.Session;
import dev.monitor.property.InvalidPropertyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.util.StringUtils;

/**
 * Opens the listener for metrics with TLS or without.
 *
 * @param engines gives an engine for each connection, {@code null} without TLS
 */
record ListenerTls(@Nullable Supplier<SSLEngine> engines) {

	static final String PROPERTY = "monitor.metrics.ssl-bundle";

	private static final Logger logger = LoggerFactory.getLogger(ListenerTls.class);

	/**
	 * Stop the start if TLS was asked for and there is no listener to speak it.
	 */
	static void requireListener(ScrapeProperties properties) {
		if (StringUtils.hasText(properties.getSslBundle()) && properties.getListenAddress() == null) {
			throw new InvalidPropertyException(PROPERTY, properties.getSslBundle(),
					"is for a listener of its own and there is none", "Set " + ScrapeListenerConfiguration.PROPERTY
							+ ", or remove this one: the application's port has its TLS from server.ssl.");
		}
	}

	static ListenerTls of(@Nullable String bundle, ObjectProvider<SslBundles> bundles) {
		return new ListenerTls(StringUtils.hasText(bundle) ? engines(bundle, bundles.getIfAvailable()) : null);
	}

	Listener open(InetSocketAddress address, Session.Factory sessions) throws IOException {
		if (this.engines != null) {
			return Listener.openTls("metrics", address, this.engines, sessions);
		}
		Listener listener = Listener.open("metrics", address, sessions);
		if (!address.getAddress().isLoopbackAddress()) {
			logger.warn("Metrics are served without TLS at {}: who listens in on the way sees tokens and metrics. Name "
					+ "a bundle in {}, or listen on a loopback address.", address, PROPERTY);
		}
		return listener;
	}

	/**
	 * A bundle that is loaded anew, as with {@code reload-on-update}, serves from the
	 * next connection on.
	 */
	private static Supplier<SSLEngine> engines(String name, @Nullable SslBundles bundles) {
		if (bundles == null) {
			throw unusable(name, "needs support for SSL bundles", null);
		}
		try {
			BundleEngines engines = new BundleEngines(bundles.getBundle(name));
			bundles.addBundleUpdateHandler(name, engines::use);
			return engines;
		}
		catch (NoSuchSslBundleException ex) {
			throw unusable(name, "names no SSL bundle", ex);
		}
		catch (IllegalStateException | IllegalArgumentException ex) {
			throw unusable(name, "names an SSL bundle that cannot be loaded: " + ex.getMessage(), ex);
		}
	}

	private static InvalidPropertyException unusable(String name, String problem, @Nullable Throwable cause) {
		InvalidPropertyException failure = new InvalidPropertyException(PROPERTY, name, problem,
				"Configure the bundle under spring.ssl.bundle.pem." + name + " or spring.ssl.bundle.jks." + name + ".");
		if (cause != null) {
			failure.addSuppressed(cause);
		}
		return failure;
	}

	private static final class BundleEngines implements Supplier<SSLEngine> {

		private volatile SSLContext context;

		private volatile SslOptions options;

		private BundleEngines(SslBundle bundle) {
			this.context = bundle.createSslContext();
			this.options = bundle.getOptions();
		}

		private void use(SslBundle bundle) {
			this.context = bundle.createSslContext();
			this.options = bundle.getOptions();
		}

		@Override
		public SSLEngine get() {
			SSLEngine engine = this.context.createSSLEngine();
			SSLParameters parameters = engine.getSSLParameters();
			if (this.options.getCiphers() != null) {
				parameters.setCipherSuites(this.options.getCiphers());
			}
			if (this.options.getEnabledProtocols() != null) {
				parameters.setProtocols(this.options.getEnabledProtocols());
			}
			engine.setSSLParameters(parameters);
			return engine;
		}

	}

}
