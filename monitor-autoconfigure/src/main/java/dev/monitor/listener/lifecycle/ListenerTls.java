package dev.monitor.listener.lifecycle;

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
 * Opens a listener with TLS or without.
 *
 * @param property full name of the property that names an SSL bundle
 * @param engines gives an engine for each connection, {@code null} without TLS
 */
public record ListenerTls(String property, @Nullable Supplier<SSLEngine> engines) {

	private static final Logger logger = LoggerFactory.getLogger(ListenerTls.class);

	/**
	 * Stop the start if TLS was asked for and there is no listener to speak it.
	 * @param property full name of the property that names an SSL bundle
	 * @param bundle its value, {@code null} if it is not set
	 * @param addressProperty full name of the property with the listener's address
	 * @param address its value, {@code null} if there is no listener
	 * @throws InvalidPropertyException if the property is set and there is none
	 */
	public static void requireListener(String property, @Nullable String bundle, String addressProperty,
			@Nullable String address) {
		if (StringUtils.hasText(bundle) && address == null) {
			throw InvalidPropertyException.mustBeSet(addressProperty, property + " is set", "Set " + addressProperty
					+ ", or remove " + property + ": the application's port has its TLS from server.ssl.");
		}
	}

	/**
	 * Find the bundle.
	 * @param property full name of the property that names it
	 * @param bundle its name, {@code null} or empty for no TLS
	 * @param bundles the bundles of the application
	 * @return what opens the listener
	 * @throws InvalidPropertyException if there is no such bundle or it cannot be loaded
	 */
	public static ListenerTls of(String property, @Nullable String bundle, ObjectProvider<SslBundles> bundles) {
		return new ListenerTls(property,
				StringUtils.hasText(bundle) ? engines(property, bundle, bundles.getIfAvailable()) : null);
	}

	/**
	 * Open the listener. The log warns of one without TLS that others can reach.
	 * @param subject what it serves, a word
	 * @param address where to listen
	 * @param sessions opens a session on each connection
	 * @return the listener
	 * @throws IOException if the address cannot be used
	 */
	public Listener open(String subject, InetSocketAddress address, Session.Factory sessions) throws IOException {
		if (this.engines != null) {
			return Listener.openTls(subject, address, this.engines, sessions);
		}
		Listener listener = Listener.open(subject, address, sessions);
		if (!address.getAddress().isLoopbackAddress()) {
			logger.warn(
					"The listener for {} at {} is without TLS: who listens in on the way sees tokens and all that is "
							+ "served. Name a bundle in {}, or listen on a loopback address.",
					subject, address, this.property);
		}
		return listener;
	}

	/**
	 * A bundle that is loaded anew, as with {@code reload-on-update}, serves from the
	 * next connection on.
	 */
	private static Supplier<SSLEngine> engines(String property, String name, @Nullable SslBundles bundles) {
		if (bundles == null) {
			throw unusable(property, name, "needs support for SSL bundles", null);
		}
		try {
			BundleEngines engines = new BundleEngines(bundles.getBundle(name));
			bundles.addBundleUpdateHandler(name, engines::use);
			return engines;
		}
		catch (NoSuchSslBundleException ex) {
			throw unusable(property, name, "names no SSL bundle", ex);
		}
		catch (IllegalStateException | IllegalArgumentException ex) {
			throw unusable(property, name, "names an SSL bundle that cannot be loaded: " + ex.getMessage(), ex);
		}
	}

	private static InvalidPropertyException unusable(String property, String name, String problem,
			@Nullable Throwable cause) {
		InvalidPropertyException failure = new InvalidPropertyException(property, name, problem,
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
