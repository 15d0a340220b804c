package dev.monitor.delivery;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.net.ssl.SSLException;

import dev.monitor.failure.Causes;
import org.jspecify.annotations.Nullable;

/**
 * Finds the {@link Reason} of a failure. An answer of the other side is the reason; else
 * it is what the cause nearest to the root tells that tells anything, and only then what
 * is said by its type alone.
 */
final class ReasonFinder {

	private static final int MOST_CAUSES = 20;

	/**
	 * Types by name, since most are of libraries that need not be there. Subclasses are
	 * known by them too.
	 */
	private static final Map<String, String> TYPES = Map.ofEntries(
			Map.entry("DeliveryRejectedException", Reason.REJECTED), Map.entry("InterruptedException", Reason.OTHER),
			Map.entry("CancellationException", Reason.OTHER), Map.entry("ClosedByInterruptException", Reason.OTHER),
			Map.entry("UnresolvedAddressException", Reason.NXDOMAIN), Map.entry("DnsNameResolverException", Reason.DNS),
			Map.entry("DnsNameResolverTimeoutException", Reason.DNS),
			Map.entry("NoRouteToHostException", Reason.UNREACHABLE),
			Map.entry("HttpConnectTimeoutException", Reason.CONNECT_TIMEOUT),
			Map.entry("ConnectTimeoutException", Reason.CONNECT_TIMEOUT),
			Map.entry("CertificateException", Reason.CERTIFICATE),
			Map.entry("CertPathValidatorException", Reason.CERTIFICATE),
			Map.entry("SSLPeerUnverifiedException", Reason.CERTIFICATE),
			Map.entry("NoHttpResponseException", Reason.CLOSED), Map.entry("PrematureCloseException", Reason.CLOSED),
			Map.entry("ConnectionClosedException", Reason.CLOSED), Map.entry("TruncatedChunkException", Reason.CLOSED),
			Map.entry("EOFException", Reason.CLOSED), Map.entry("ProtocolException", Reason.PROTOCOL),
			Map.entry("MalformedChunkCodingException", Reason.PROTOCOL), Map.entry("DecoderException", Reason.PROTOCOL),
			Map.entry("AuthenticationFailedException", Reason.AUTH),
			Map.entry("MailAuthenticationException", Reason.AUTH));

	/**
	 * Words of operating systems and clients, the first that fits.
	 */
	private static final Map<String, String> WORDS = new LinkedHashMap<>();

	static {
		WORDS.put("connection refused", Reason.REFUSED);
		WORDS.put("connection reset", Reason.RESET);
		WORDS.put("reset by peer", Reason.RESET);
		WORDS.put("forcibly closed", Reason.RESET);
		WORDS.put("broken pipe", Reason.CLOSED);
		WORDS.put("no route to host", Reason.UNREACHABLE);
		WORDS.put("unreachable", Reason.UNREACHABLE);
		WORDS.put("host is down", Reason.UNREACHABLE);
		WORDS.put("temporary failure in name resolution", Reason.DNS);
		WORDS.put("query failed with nxdomain", Reason.NXDOMAIN);
		WORDS.put("query failed with", Reason.DNS);
		WORDS.put("unexpected end", Reason.CLOSED);
		WORDS.put("premature", Reason.CLOSED);
		WORDS.put("bytes received", Reason.CLOSED);
		WORDS.put("remote host terminated", Reason.CLOSED);
		WORDS.put("remote host closed", Reason.CLOSED);
		WORDS.put("closed by peer", Reason.CLOSED);
		WORDS.put("[eof]", Reason.CLOSED);
		WORDS.put("starttls is required", Reason.TLS);
		WORDS.put("invalid http", Reason.PROTOCOL);
		WORDS.put("version format", Reason.PROTOCOL);
		WORDS.put("status code '-1'", Reason.PROTOCOL);
	}

	private ReasonFinder() {
	}

	/**
	 * Find the reason. Never throws.
	 * @param failure the failure
	 * @return one of {@link Reason#all()}
	 */
	static String find(Throwable failure) {
		try {
			List<Throwable> chain = new ArrayList<>();
			collect(failure, chain);
			for (Throwable each : chain) {
				String reason = ReportedCode.reason(each);
				if (reason != null) {
					return reason;
				}
			}
			Collections.reverse(chain);
			for (Throwable each : chain) {
				String reason = told(each);
				if (reason != null) {
					return reason;
				}
			}
			return byKind(chain);
		}
		catch (Throwable ex) {
			return Reason.OTHER;
		}
	}

	private static void collect(Throwable failure, List<Throwable> chain) {
		Causes.of(failure, MOST_CAUSES).forEach(chain::add);
		Throwable root = chain.get(chain.size() - 1);
		// Spring's exception of mails that were refused one by one has no cause
		if (chain.size() < MOST_CAUSES && root.getClass().getSimpleName().equals("MailSendException")
				&& ReportedCode.call(root, root.getClass(), List.of("getMessageExceptions")) instanceof Exception[] each
				&& each.length > 0) {
			collect(each[0], chain);
		}
	}

	private static @Nullable String told(Throwable failure) {
		String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
		for (Class<?> type = failure.getClass(); type != Throwable.class; type = type.getSuperclass()) {
			String reason = TYPES.get(type.getSimpleName());
			if (reason != null) {
				return reason;
			}
			if (type.getSimpleName().endsWith("TimeoutException")) {
				return (failure instanceof SocketTimeoutException && words.contains("connect")) ? Reason.CONNECT_TIMEOUT
						: Reason.TIMEOUT;
			}
		}
		for (Map.Entry<String, String> known : WORDS.entrySet()) {
			if (words.contains(known.getKey())) {
				return known.getValue();
			}
		}
		return byType(failure, words);
	}

	private static @Nullable String byType(Throwable failure, String words) {
		if (failure instanceof UnknownHostException) {
			return Reason.NXDOMAIN;
		}
		if (failure instanceof SSLException) {
			return words.contains("certificate") ? Reason.CERTIFICATE : Reason.TLS;
		}
		if (failure instanceof ConnectException) {
			return words.contains("timed out") ? Reason.CONNECT_TIMEOUT : Reason.REFUSED;
		}
		if (failure instanceof InterruptedIOException) {
			return words.contains("timeout") ? Reason.TIMEOUT : Reason.OTHER;
		}
		return (failure instanceof IOException && words.contains("timed out")) ? Reason.TIMEOUT : null;
	}

	private static String byKind(List<Throwable> chain) {
		if (chain.stream().anyMatch(ClosedChannelException.class::isInstance)) {
			return Reason.CLOSED;
		}
		return chain.stream().anyMatch(IOException.class::isInstance) ? Reason.IO : Reason.OTHER;
	}

}
