package dev.monitor.http;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerThreadTests {

	@Test
	void aWarningThatCannotBeWrittenHoldsUpNoAnswer() throws InterruptedException {
		Logger logger = (Logger) LoggerFactory.getLogger(AnswerThread.class);
		FailingAppender appender = new FailingAppender();
		appender.setContext(logger.getLoggerContext());
		appender.start();
		logger.addAppender(appender);
		try (AnswerThread thread = new AnswerThread("test-answers", "The page")) {
			BlockingQueue<HttpResponse> answers = new LinkedBlockingQueue<>();
			thread.execute(answers::add, () -> {
				throw new IllegalStateException("broken");
			});
			HttpResponse answer = answers.poll(10, TimeUnit.SECONDS);
			assertThat(answer).isNotNull().extracting(HttpResponse::status).isEqualTo(500);
		}
		finally {
			logger.detachAppender(appender);
		}
	}

	private static final class FailingAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

		@Override
		public void doAppend(ILoggingEvent event) {
			throw new OutOfMemoryError("Java heap space");
		}

		@Override
		protected void append(ILoggingEvent event) {
		}

	}

}
