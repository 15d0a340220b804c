package dev.monitor.dependency.autoconfigure;

import java.io.IOException;
import java.nio.file.Path;

import javax.net.ssl.SSLContext;

import dev.monitor.check.Check;
import dev.monitor.check.Checks;
import dev.monitor.dependency.DependencySimulator;
import dev.monitor.dependency.DependencySimulator.Mode;
import dev.monitor.dependency.TestCertificate;
import dev.monitor.property.InvalidPropertyException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * TLS between a check and a dependency that it should or should not trust.
 */
class SslBundleDependencyTests {

	@TempDir
	private static Path directory;

	private static SslBundle own;

	private static SslBundle other;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DependencyAutoConfiguration.class, SslAutoConfiguration.class))
		.withPropertyValues("monitor.dependencies.stock.interval=1s", "monitor.dependencies.stock.down-interval=50ms");

	@BeforeAll
	static void createBundles() throws IOException {
		own = bundle("own.p12");
		other = bundle("other.p12");
	}

	@Test
	void trustsWhomTheBundleTrustsAndFollowsItsUpdates() throws IOException {
		DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry("stock", own);
		try (DependencySimulator stock = new DependencySimulator(Mode.OK, server(own))) {
			new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(DependencyAutoConfiguration.class))
				.withBean(DefaultSslBundleRegistry.class, () -> bundles)
				.withPropertyValues("monitor.dependencies.stock.url=" + stock.url(),
						"monitor.dependencies.stock.ssl-bundle=stock", "monitor.dependencies.stock.interval=1s",
						"monitor.dependencies.stock.down-interval=50ms",
						"monitor.dependencies.stock.failure-threshold=1")
				.run((context) -> {
					Check dependency = context.getBean(Checks.class).all().get(0);
					await().until(() -> dependency.state().isUp());
					bundles.updateBundle("stock", other);
					await().until(() -> String.valueOf(dependency.state().reason()).startsWith("TLS failed: "));
					bundles.updateBundle("stock", own);
					await().until(() -> dependency.state().isUp());
				});
		}
	}

	@Test
	void saysThatItDoesNotTrust() throws IOException {
		try (DependencySimulator stock = new DependencySimulator(Mode.OK, server(own))) {
			expectReason(stock.url(), "TLS failed: SSLHandshakeException: ");
		}
	}

	@Test
	void saysThatThereIsNoTls() throws IOException {
		try (DependencySimulator stock = new DependencySimulator(Mode.OK)) {
			expectReason(stock.url().replace("http:", "https:"),
					"TLS failed: the server does not speak TLS on this port");
		}
	}

	@Test
	void failsWithoutTlsWhereTlsIsSpoken() throws IOException {
		try (DependencySimulator stock = new DependencySimulator(Mode.OK, server(own))) {
			expectReason(stock.url().replace("https:", "http:"), "Exception");
		}
	}

	@Test
	void unknownBundleStopsTheStart() {
		this.runner
			.withPropertyValues("monitor.dependencies.stock.url=https://a",
					"monitor.dependencies.stock.ssl-bundle=stok", "spring.ssl.bundle.jks.stock.truststore.type=PKCS12")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class, (failure) -> {
					assertThat(failure.getProperty()).isEqualTo("monitor.dependencies.stock.ssl-bundle");
					assertThat(failure.analysis().getAction()).startsWith("Set it to one of these bundles: stock. ");
				}));
	}

	@Test
	void withoutBundlesTheRemedyIsToConfigureOne() {
		this.runner
			.withPropertyValues("monitor.dependencies.stock.url=https://a",
					"monitor.dependencies.stock.ssl-bundle=stock")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class, (failure) -> assertThat(
						failure.analysis().getAction())
					.isEqualTo(
							"Configure the bundle under spring.ssl.bundle.pem.stock or spring.ssl.bundle.jks.stock.")));
	}

	private void expectReason(String url, String reason) {
		this.runner.withPropertyValues("monitor.dependencies.stock.url=" + url).run((context) -> {
			Check dependency = context.getBean(Checks.class).all().get(0);
			await().untilAsserted(() -> assertThat(dependency.state().reason()).contains(reason));
			assertThat(dependency.state().isUp()).isFalse();
		});
	}

	private static SSLContext server(SslBundle bundle) {
		return bundle.createSslContext();
	}

	private static SslBundle bundle(String file) throws IOException {
		Path keyStore = directory.resolve(file);
		TestCertificate.create(keyStore);
		JksSslStoreDetails details = JksSslStoreDetails.forLocation(keyStore.toUri().toString())
			.withPassword(TestCertificate.PASSWORD);
		SslStoreBundle stores = new JksSslStoreBundle(details, details);
		return SslBundle.of(stores);
	}

}
