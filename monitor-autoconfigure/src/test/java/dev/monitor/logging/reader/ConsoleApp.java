package dev.monitor.logging.reader;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An application for a process of its own, whose console is what matters.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleApp {

	static final int THREADS = 32;

	static final int LINES = 200;

	private static final Logger logger = LoggerFactory.getLogger("corpus");

	/**
	 * Run the application.
	 * @param args what to log, {@code corpus} or {@code threads}, and the formats in
	 * which to do so, one after the other
	 */
	public static void main(String[] args) throws InterruptedException {
		for (int i = 1; i < args.length; i++) {
			SpringApplication application = new SpringApplication(ConsoleApp.class);
			application.setWebApplicationType(WebApplicationType.NONE);
			application.setDefaultProperties(Map.of("spring.application.name", "orders", "spring.main.banner-mode",
					"off", "logging.level.root", "off", "logging.level.corpus", "info", "logging.level.metric", "info",
					"monitor.logging.format", args[i]));
			ConfigurableApplicationContext context = application.run();
			if (args[0].equals("threads")) {
				logFromManyThreads();
			}
			else {
				Corpus.events().forEach((event) -> event.log(logger));
				MetricNumbers.log();
			}
			context.close();
		}
	}

	private static void logFromManyThreads() throws InterruptedException {
		ThreadFactory threads = threadFactory();
		CountDownLatch start = new CountDownLatch(1);
		CountDownLatch done = new CountDownLatch(THREADS);
		for (int i = 0; i < THREADS; i++) {
			int writer = i;
			threads.newThread(() -> {
				try {
					start.await();
					for (int line = 0; line < LINES; line++) {
						logger.atInfo().addKeyValue("writer", writer).addKeyValue("line", line).log(text(writer, line));
					}
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
				done.countDown();
			}).start();
		}
		start.countDown();
		done.await();
	}

	/**
	 * Return a message: short ones, and ones that are longer than the buffers on the way.
	 */
	static String text(int writer, int line) {
		return (writer + "\n\"" + line + "\" ").repeat((line % 10 == 0) ? 800 : 1 + line % 7);
	}

	/**
	 * Return what makes virtual threads, where there are any.
	 */
	private static ThreadFactory threadFactory() {
		try {
			Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
			return (ThreadFactory) Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
		}
		catch (ReflectiveOperationException ex) {
			return Thread::new;
		}
	}

}
