package dev.monitor.delivery.autoconfigure;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * {@link RuntimeHints} for the methods by which exceptions tell what the other side
 * answered. In a native image exceptions of other libraries tell nothing.
 */
class ReportedCodeRuntimeHints implements RuntimeHintsRegistrar {

	private static final String SMTP = "org.eclipse.angus.mail.smtp.SMTP";

	private static final Map<String, String[]> TYPES = Map.of("org.springframework.",
			new String[] { "http.HttpStatusCode", "http.HttpStatus", "http.DefaultHttpStatusCode",
					"web.client.RestClientResponseException",
					"web.reactive.function.client.WebClientResponseException" },
			SMTP, new String[] { "AddressFailedException", "SendFailedException", "SenderFailedException" });

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		TYPES.forEach((prefix, names) -> {
			for (String name : names) {
				hints.reflection()
					.registerTypeIfPresent(classLoader, prefix + name, MemberCategory.INVOKE_PUBLIC_METHODS);
			}
		});
	}

}
