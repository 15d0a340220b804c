package dev.monitor.delivery;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.HttpRetryException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What the other side answered, if an exception tells: the status of an HTTP answer, the
 * reply of an SMTP server. Exceptions of libraries are known by their names, so that none
 * of these has to be there.
 */
final class ReportedCode {

	/**
	 * Of Spring's clients, Apache and Jetty, JAX-RS, Feign.
	 */
	private static final Set<String> ANSWERED = Set.of("RestClientResponseException", "WebClientResponseException",
			"HttpResponseException", "WebApplicationException", "FeignException");

	private static final List<List<String>> STATUS = List.of(List.of("getStatusCode", "value"),
			List.of("getStatusCode"), List.of("getResponse", "getStatus"), List.of("status"));

	private static final List<List<String>> REPLY = List.of(List.of("getReturnCode"));

	private static final Pattern STATUS_TEXT = Pattern.compile("response code:? (\\d{3})\\b");

	private static final Pattern REPLY_TEXT = Pattern.compile("response: (\\d{3})\\b");

	private ReportedCode() {
	}

	static @Nullable String reason(Throwable failure) {
		if (failure instanceof DeliveryStatusException answered) {
			return Reason.ofStatus(answered.getStatus());
		}
		if (failure instanceof HttpRetryException answered) {
			return Reason.ofStatus(answered.responseCode());
		}
		for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
			String name = type.getSimpleName();
			if (ANSWERED.contains(name)) {
				// Jetty makes up a status for what is no HTTP
				return String.valueOf(failure.getMessage()).contains("protocol violation") ? Reason.PROTOCOL
						: Reason.ofStatus(first(failure, type, STATUS));
			}
			if (name.startsWith("SMTP")) {
				return Reason.ofReply(first(failure, type, REPLY));
			}
			if (name.equals("MessagingException")) {
				return Reason.ofReply(number(REPLY_TEXT, failure));
			}
		}
		return (failure instanceof IOException) ? ofUrlConnection(failure) : null;
	}

	/**
	 * {@link java.net.HttpURLConnection} throws the URL alone after 404 and 410.
	 */
	private static @Nullable String ofUrlConnection(Throwable failure) {
		if (failure instanceof FileNotFoundException && String.valueOf(failure.getMessage()).startsWith("http")) {
			return "http_4xx";
		}
		return Reason.ofStatus(number(STATUS_TEXT, failure));
	}

	private static int first(Throwable failure, Class<?> type, List<List<String>> ways) {
		for (List<String> way : ways) {
			if (call(failure, type, way) instanceof Integer code) {
				return code;
			}
		}
		return -1;
	}

	/**
	 * Call one method on what the one before has returned.
	 * @param target what to call the first on
	 * @param declaring the type of which the first is: a native image has no other
	 * @param methods names of the methods
	 * @return what the last one returned, {@code null} if there is one that is not there
	 */
	static @Nullable Object call(Object target, Class<?> declaring, List<String> methods) {
		Object value = target;
		Class<?> type = declaring;
		try {
			for (String name : methods) {
				Method method = type.getMethod(name);
				value = method.invoke(value);
				if (value == null) {
					return null;
				}
				type = method.getReturnType();
			}
			return value;
		}
		catch (ReflectiveOperationException ex) {
			return null;
		}
	}

	private static int number(Pattern pattern, Throwable failure) {
		Matcher matcher = pattern.matcher(String.valueOf(failure.getMessage()));
		return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
	}

}
