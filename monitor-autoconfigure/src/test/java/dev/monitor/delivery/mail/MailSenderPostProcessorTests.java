package dev.monitor.delivery.mail;

import dev.monitor.CapturedLog;
import dev.monitor.delivery.ObservedDeliveries;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MailSenderPostProcessor}.
 */
class MailSenderPostProcessorTests {

	@Test
	void aSenderThatCanHaveNoSubclassStaysAsItIs() {
		MailSenderPostProcessor processor = new MailSenderPostProcessor(
				new DefaultListableBeanFactory().getBeanProvider(ObservedDeliveries.class));
		SealedSender sender = new SealedSender();
		try (CapturedLog log = new CapturedLog(MailSenderPostProcessor.class)) {
			assertThat(processor.postProcessAfterInitialization(sender, "sender")).isSameAs(sender);
			assertThat(log.lines()).singleElement().asString().contains("Mails of 'sender' are not observed");
		}
		processor.afterSingletonsInstantiated();
	}

	private static sealed class SealedSender extends JavaMailSenderImpl permits OnlySender {

	}

	private static final class OnlySender extends SealedSender {

	}

}
