package dev.monitor.warmup.http;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

import javax.net.ssl.X509ExtendedKeyManager;

import org.jspecify.annotations.Nullable;

/**
 * Has no certificate for the server, and notes whether the server asked for one. With TLS
 * 1.3 a server that needs one refuses it after the handshake, often by closing the
 * connection, so the failure alone does not tell.
 */
final class NoClientCertificate extends X509ExtendedKeyManager {

	private boolean asked;

	boolean isAsked() {
		return this.asked;
	}

	@Override
	public @Nullable String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers,
			@Nullable Socket socket) {
		this.asked = true;
		return null;
	}

	@Override
	public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
		return null;
	}

	@Override
	public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
		return null;
	}

	@Override
	public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
		return null;
	}

	@Override
	public X509Certificate @Nullable [] getCertificateChain(String alias) {
		return null;
	}

	@Override
	public @Nullable PrivateKey getPrivateKey(String alias) {
		return null;
	}

}
