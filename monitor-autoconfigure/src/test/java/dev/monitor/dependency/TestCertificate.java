package dev.monitor.dependency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A key and a certificate for {@code localhost} and {@code 127.0.0.1} that nobody has
 * signed.
 */
public final class TestCertificate {

	public static final String PASSWORD = "changeit";

	private TestCertificate() {
	}

	/**
	 * Make a new one.
	 * @param keyStore where to store it, replacing what is there
	 * @throws IOException if it cannot be stored
	 */
	public static void create(Path keyStore) throws IOException {
		Files.deleteIfExists(keyStore);
		Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
		Process process = new ProcessBuilder(keytool.toString(), "-genkeypair", "-alias", "own", "-keyalg", "EC",
				"-dname", "CN=localhost", "-ext", "SAN=dns:localhost,ip:127.0.0.1", "-storepass", PASSWORD,
				"-storetype", "PKCS12", "-keystore", keyStore.toString())
			.inheritIO()
			.start();
		try {
			if (process.waitFor() != 0) {
				throw new IOException("keytool failed");
			}
		}
		catch (InterruptedException ex) {
			throw new IOException("interrupted", ex);
		}
	}

}
