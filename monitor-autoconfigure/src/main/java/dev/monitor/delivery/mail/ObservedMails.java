package dev.monitor.delivery.mail;

import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

import dev.monitor.delivery.DeliveryRejectedException;
import dev.monitor.delivery.ObservedDeliveries;
import dev.monitor.delivery.OpenAttempt;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Makes each call of {@code send} an attempt of the channel {@code mail}, at the host of
 * the mail server. Nobody but a job tries a mail again, so a failure is final, of each
 * mail that it concerns, unless the call is a part of another attempt.
 */
final class ObservedMails implements MethodInterceptor {

	static final String CHANNEL = "mail";

	private final Supplier<ObservedDeliveries> deliveries;

	ObservedMails(Supplier<ObservedDeliveries> deliveries) {
		this.deliveries = deliveries;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		if (!invocation.getMethod().getName().equals("send")) {
			return invocation.proceed();
		}
		ObservedDeliveries observed = this.deliveries.get();
		String server = server(invocation.getThis());
		OpenAttempt attempt;
		try {
			attempt = observed.begin(CHANNEL, server);
		}
		catch (DeliveryRejectedException ex) {
			observed.failedUnlessRetried(CHANNEL, server, failures(invocation, ex));
			throw ex;
		}
		Object result;
		try {
			result = invocation.proceed();
		}
		catch (Throwable ex) {
			attempt.failedUnlessRetried(ex, failures(invocation, ex));
			throw ex;
		}
		attempt.succeeded();
		return result;
	}

	private static String server(@Nullable Object sender) {
		String host = (sender instanceof JavaMailSenderImpl server) ? server.getHost() : null;
		return (host != null) ? host : "";
	}

	/**
	 * Return a failure for each mail that was not sent.
	 */
	private static List<? extends Throwable> failures(MethodInvocation invocation, Throwable failure) {
		if (failure instanceof MailSendException some && !some.getFailedMessages().isEmpty()) {
			return List.copyOf(some.getFailedMessages().values());
		}
		Object first = (invocation.getArguments().length == 1) ? invocation.getArguments()[0] : null;
		int mails = (first instanceof Object[] all) ? all.length : 1;
		return Collections.nCopies(mails, failure);
	}

}
