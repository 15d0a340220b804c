package dev.monitor.delivery.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.monitor.delivery.Channels;
import dev.monitor.delivery.DeliveryFailure;
import dev.monitor.delivery.DeliveryListener;
import dev.monitor.delivery.DeliveryRejectedException;
import dev.monitor.delivery.FailingHosts;
import dev.monitor.delivery.ObservedDeliveries;
import jakarta.mail.Message;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class ObservedMailsTests {

	private final SmtpServer server = new SmtpServer();

	private final List<String> told = new ArrayList<>();

	private final ObservedDeliveries deliveries = new ObservedDeliveries(new Channels(),
			new FailingHosts(Clock.systemUTC()), List.of(), System::nanoTime);

	private final JavaMailSenderImpl target = new JavaMailSenderImpl();

	ObservedMailsTests() throws IOException {
		this.target.setHost("localhost");
		this.target.setPort(this.server.port());
		this.target.getJavaMailProperties().setProperty("mail.smtp.timeout", "2000");
		this.deliveries.addListener(new Told());
	}

	@AfterEach
	void close() throws IOException {
		this.server.close();
	}

	private JavaMailSender observed() {
		return observed(this.deliveries);
	}

	private JavaMailSender observed(ObservedDeliveries deliveries) {
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("deliveries", deliveries);
		MailSenderPostProcessor processor = new MailSenderPostProcessor(
				beans.getBeanProvider(ObservedDeliveries.class));
		return (JavaMailSender) processor.postProcessAfterInitialization(this.target, "mailSender");
	}

	private static SimpleMailMessage mail(String to) {
		SimpleMailMessage message = new SimpleMailMessage();
		message.setFrom("us@example.org");
		message.setTo(to);
		message.setText("Hello");
		return message;
	}

	private void fails(SimpleMailMessage... mails) {
		JavaMailSender sender = observed();
		assertThatExceptionOfType(MailException.class).isThrownBy(() -> sender.send(mails));
	}

	@Test
	void aMailThatTheServerTakesIsDelivered() {
		JavaMailSender sender = observed();
		sender.send(mail("you@example.org"));
		sender.send((message) -> {
			message.setFrom("us@example.org");
			message.setRecipients(Message.RecipientType.TO, "you@example.org");
			message.setText("Hello");
		});
		assertThat(this.told).containsExactly("mail localhost null", "mail localhost null");
		assertThat(sender).as("can be injected as what it is").isInstanceOf(JavaMailSenderImpl.class);
		assertThatNoException().isThrownBy(sender::createMimeMessage);
	}

	@ParameterizedTest
	@CsvSource({ "greeting, 554 go away, smtp_5xx", "greeting, 421 busy, smtp_4xx", "mail, 451 later, smtp_4xx",
			"mail, 530 log in first, auth", "rcpt, 550 nobody of that name, smtp_5xx", "rcpt, 450 greylisted, smtp_4xx",
			"., 552 too big, smtp_5xx", "greeting, '', closed", "mail, '', closed", "., '', closed" })
	void whatTheServerRepliesIsTheReason(String command, String reply, String reason) {
		this.server.reply(command, reply);
		fails(mail("you@example.org"));
		assertThat(this.told).containsExactly("mail localhost " + reason, "final " + reason);
	}

	@Test
	void aWrongPasswordIsTold() {
		this.server.reply("auth", "535 wrong").reply("ahvz", "535 wrong");
		this.target.setUsername("us");
		this.target.setPassword("secret");
		this.target.getJavaMailProperties().setProperty("mail.smtp.auth", "true");
		fails(mail("a@example.org"), mail("b@example.org"));
		assertThat(this.told).containsExactly("mail localhost auth", "final auth", "final auth");
	}

	@Test
	void encryptionThatTheServerDoesNotHaveIsTold() {
		this.target.getJavaMailProperties().setProperty("mail.smtp.starttls.required", "true");
		this.target.getJavaMailProperties().setProperty("mail.smtp.starttls.enable", "true");
		fails(mail("you@example.org"));
		assertThat(this.told).containsExactly("mail localhost tls", "final tls");
	}

	@Test
	void ofManyMailsThoseThatFailedAreFinal() {
		this.server.reply("rcpt to:<b@", "550 nobody of that name");
		fails(mail("a@example.org"), mail("b@example.org"), mail("c@example.org"));
		assertThat(this.told).containsExactly("mail localhost smtp_5xx", "final smtp_5xx");
		assertThat(this.deliveries.failingSince("localhost")).as("it is a mail that failed, not the server").isNull();
	}

	@Test
	void aServerThatIsNotThereIsTold() throws IOException {
		try (ServerSocket closed = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			this.target.setPort(closed.getLocalPort());
		}
		fails(mail("you@example.org"));
		assertThat(this.deliveries.failingSince("localhost")).isNotNull();
		this.target.setHost("no-such-host.invalid");
		fails(mail("you@example.org"));
		assertThat(this.told).containsExactly("mail localhost econnrefused", "final econnrefused",
				"mail no-such-host.invalid nxdomain", "final nxdomain");
	}

	@Test
	void aServerThatSaysNothingIsTold() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			this.target.setPort(silent.getLocalPort());
			fails(mail("you@example.org"));
		}
		assertThat(this.told).containsExactly("mail localhost timeout", "final timeout");
	}

	@Test
	void aServerThatCountsAsUnreachableIsNotAsked() {
		ObservedDeliveries gated = new ObservedDeliveries(new Channels(), new FailingHosts(Clock.systemUTC()),
				List.of((host) -> false), System::nanoTime);
		gated.addListener(new Told());
		JavaMailSender sender = observed(gated);
		assertThatExceptionOfType(DeliveryRejectedException.class)
			.isThrownBy(() -> sender.send(mail("a@example.org"), mail("b@example.org")));
		assertThat(this.told).containsExactly("mail localhost rejected", "final rejected", "final rejected");
	}

	@Test
	void insideAnAttemptAFailureIsNotFinal() {
		this.server.reply("rcpt", "450 greylisted");
		JavaMailSender sender = observed();
		assertThatExceptionOfType(MailException.class)
			.isThrownBy(() -> this.deliveries.attempt("invoices", "you@example.org", () -> {
				sender.send(mail("you@example.org"));
				return "";
			}));
		assertThat(this.told).containsExactly("invoices example.org smtp_4xx");
	}

	private final class Told implements DeliveryListener {

		@Override
		public void attempted(String channel, String host, Duration duration, @Nullable String reason) {
			ObservedMailsTests.this.told.add("%s %s %s".formatted(channel, host, reason));
		}

		@Override
		public void failed(DeliveryFailure failure) {
			ObservedMailsTests.this.told.add("final " + failure.reason());
		}

	}

}
