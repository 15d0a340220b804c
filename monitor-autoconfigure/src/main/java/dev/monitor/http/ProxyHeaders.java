package dev.monitor.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Headers by which a proxy, a load balancer or a content delivery network tells that it
 * relays a request for someone else. Names are compared without case, with underscores
 * taken for hyphens and without the prefix {@code HTTP-}, which some gateways leave on.
 */
final class ProxyHeaders {

	/**
	 * RFC 7239, 9110, 8586 and 9440 first, then what others made up.
	 */
	private static final Set<String> NAMES = Set.of("forwarded", "via", "cdn-loop", "client-cert", "client-cert-chain",
			"x-forwarded", "x-forward-for", "x-forwarder-for", "x-via", "x-bluecoat-via", "x-host", "x-real-port",
			"x-scheme", "x-url-scheme", "x-client-port", "x-client-cert", "x-client-verify", "x-ssl-cert",
			"x-ssl-client-cert", "x-ssl-client-verify", "ssl-client-cert", "ssl-client-verify", "front-end-https",
			"x-front-end-https", "x-proxied-https", "proxy-auth-cert", "proxy-ssl-id", "proxy-connection",
			"proxy-authorization", "surrogate-capability", "x-varnish", "x-nginx-proxy", "x-arr-ssl", "x-arr-log-id",
			"x-appgw-trace-id", "x-amz-cf-id", "x-cloud-trace-context", "x-request-start", "x-rewrite-url",
			"x-cluster-ip", "x-true-ip", "x-iinfo", "fastly-ff", "fastly-ssl");

	private static final List<String> BEGINNINGS = List.of("x-forwarded-", "x-original-", "x-envoy-", "x-azure-",
			"x-appengine-", "x-amzn-", "x-goog-iap-", "x-goog-authenticated-user-", "x-heroku-", "x-vercel-",
			"x-akamai-", "x-proxy-", "x-proxyuser-", "x-sucuri-", "x-nf-", "akamai-", "cf-", "cloudfront-", "fly-",
			"wl-proxy-");

	private static final List<String> ENDINGS = List.of("forwarded-for", "forwarded-for-ip", "client-ip", "clientip",
			"connecting-ip", "connecting-ipv6", "connection-ip", "real-ip", "remote-ip", "remote-addr", "remote-user",
			"originating-ip", "source-ip", "src-ip", "user-ip", "buyer-ip", "socketip", "external-address",
			"viewer-address");

	private ProxyHeaders() {
	}

	/**
	 * Tell whether a header betrays a proxy.
	 * @param name the header's name, in any case
	 * @return whether proxies send it, and hardly anybody else
	 */
	static boolean contains(String name) {
		String plain = name.toLowerCase(Locale.ROOT).replace('_', '-');
		String known = plain.startsWith("http-") ? plain.substring("http-".length()) : plain;
		if (NAMES.contains(known)) {
			return true;
		}
		for (String beginning : BEGINNINGS) {
			if (known.startsWith(beginning)) {
				return true;
			}
		}
		for (String ending : ENDINGS) {
			if (known.endsWith(ending)) {
				return true;
			}
		}
		return false;
	}

}
