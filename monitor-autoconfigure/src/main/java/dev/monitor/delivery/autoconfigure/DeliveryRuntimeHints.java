package dev.monitor.delivery.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.util.ClassUtils;

/**
 * {@link RuntimeHints} for the exceptions that are asked for a status or a reply by the
 * names of their methods, and for the proxy of a mail sender.
 */
final class DeliveryRuntimeHints implements RuntimeHintsRegistrar {

	private static final List<String> ASKED = List.of("org.springframework.web.client.RestClientResponseException",
			"org.springframework.web.reactive.function.client.WebClientResponseException",
			"org.springframework.http.HttpStatusCode", "org.springframework.http.HttpStatus",
			"org.springframework.http.DefaultHttpStatusCode", "org.apache.hc.client5.http.HttpResponseException",
			"org.eclipse.jetty.client.HttpResponseException", "org.eclipse.jetty.client.Response",
			"jakarta.ws.rs.WebApplicationException", "jakarta.ws.rs.core.Response", "feign.FeignException",
			"org.springframework.mail.MailSendException", "org.eclipse.angus.mail.smtp.SMTPSendFailedException",
			"org.eclipse.angus.mail.smtp.SMTPSenderFailedException",
			"org.eclipse.angus.mail.smtp.SMTPAddressFailedException");

	private static final String MAIL_SENDER = "org.springframework.mail.javamail.JavaMailSender";

	private static final String PROXIES = "org.springframework.aop.framework.AopProxyUtils";

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		for (String type : ASKED) {
			if (ClassUtils.isPresent(type, classLoader)) {
				hints.reflection().registerType(TypeReference.of(type), MemberCategory.INVOKE_PUBLIC_METHODS);
			}
		}
		if (ClassUtils.isPresent(MAIL_SENDER, classLoader) && ClassUtils.isPresent(PROXIES, classLoader)) {
			hints.proxies()
				.registerJdkProxy(AopProxyUtils
					.completeJdkProxyInterfaces(ClassUtils.resolveClassName(MAIL_SENDER, classLoader)));
		}
	}

}
