package dev.monitor.dependency.autoconfigure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.SSLParameters;

import dev.monitor.dependency.probe.HttpProbeClient;
import dev.monitor.dependency.probe.HttpProbeClient.Tls;
import dev.monitor.property.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * The common client, and one for each SSL bundle that a dependency names. A bundle that
 * is updated counts from the next check on.
 */
final class HttpProbeClients implements AutoCloseable {

	private final ObjectProvider<SslBundles> bundles;

	private final Map<String, HttpProbeClient> clients = new ConcurrentHashMap<>();

	HttpProbeClients(ObjectProvider<SslBundles> bundles) {
		this.bundles = bundles;
	}

	HttpProbeClient common() {
		return this.clients.computeIfAbsent("", (key) -> new HttpProbeClient());
	}

	/**
	 * Return the client of a bundle.
	 * @param property the property that names it
	 * @param name the bundle's name
	 * @return the client, which is closed with all others
	 */
	HttpProbeClient of(String property, String name) {
		SslBundles present = this.bundles.getIfAvailable();
		if (present == null || !present.getBundleNames().contains(name)) {
			throw new InvalidPropertyException(property, name, "names no SSL bundle", remedy(name, present));
		}
		return this.clients.computeIfAbsent(name, (key) -> {
			HttpProbeClient client = new HttpProbeClient(() -> tls(present.getBundle(key)));
			present.addBundleUpdateHandler(key, (updated) -> client.reload());
			return client;
		});
	}

	private static String remedy(String name, @Nullable SslBundles present) {
		String configure = "Configure the bundle under spring.ssl.bundle.pem.%s or spring.ssl.bundle.jks.%s."
			.formatted(name, name);
		return (present == null || present.getBundleNames().isEmpty()) ? configure : "Set it to one of these bundles: "
				+ String.join(", ", present.getBundleNames()) + ". Or add one. " + configure;
	}

	@Override
	public void close() {
		this.clients.values().forEach(HttpProbeClient::close);
	}

	private static Tls tls(SslBundle bundle) {
		return new Tls(bundle.createSslContext(),
				new SSLParameters(bundle.getOptions().getCiphers(), bundle.getOptions().getEnabledProtocols()));
	}

}
