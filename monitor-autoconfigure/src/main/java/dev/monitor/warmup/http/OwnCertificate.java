package dev.monitor.warmup.http;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * TLS to the server in this very process. Any certificate is taken: the name in it is the
 * one clients use, not the loopback address, and there is no one in between.
 */
final class OwnCertificate {

	private static final String FALLBACK = "localhost";

	private static final int DNS_NAME = 2;

	private OwnCertificate() {
	}

	static SSLSocket connect(Socket socket, KeyManager own) throws IOException {
		try {
			SSLContext tls = SSLContext.getInstance("TLS");
			tls.init(new KeyManager[] { own }, new TrustManager[] { new AnyCertificate() }, new SecureRandom());
			SSLSocket secure = (SSLSocket) tls.getSocketFactory()
				.createSocket(socket, FALLBACK, socket.getPort(), true);
			secure.startHandshake();
			return secure;
		}
		catch (GeneralSecurityException ex) {
			throw new IOException("TLS is not available", ex);
		}
	}

	/**
	 * Return a host that the server's certificate is good for: its first DNS name (RFC
	 * 6125), or else its common name.
	 */
	static String hostOf(SSLSocket socket) throws IOException {
		Certificate[] chain = socket.getSession().getPeerCertificates();
		return (chain[0] instanceof X509Certificate certificate) ? hostOf(certificate) : FALLBACK;
	}

	private static String hostOf(X509Certificate certificate) {
		try {
			Collection<List<?>> names = certificate.getSubjectAlternativeNames();
			if (names != null) {
				for (List<?> name : names) {
					if (Integer.valueOf(DNS_NAME).equals(name.get(0))) {
						return withoutWildcard(String.valueOf(name.get(1)));
					}
				}
			}
			return new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()
				.stream()
				.filter((rdn) -> rdn.getType().equalsIgnoreCase("CN"))
				.map((rdn) -> withoutWildcard(rdn.getValue().toString()))
				.filter((name) -> name.matches("[\\w.-]+"))
				.findFirst()
				.orElse(FALLBACK);
		}
		catch (CertificateParsingException | InvalidNameException ex) {
			return FALLBACK;
		}
	}

	private static String withoutWildcard(String name) {
		return name.startsWith("*.") ? "warmup" + name.substring(1) : name;
	}

	private static final class AnyCertificate extends X509ExtendedTrustManager {

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType) {
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
