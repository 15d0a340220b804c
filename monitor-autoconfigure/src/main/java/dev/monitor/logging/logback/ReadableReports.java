package dev.monitor.logging.logback;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.monitor.task.DaemonThread;

/**
 * Writes what Spring Boot reports to the person at the terminal to standard error, as it
 * is: why a start failed, and the conditions of auto-configuration. In the line of such
 * an event it is one long value. Who reads standard error too slowly misses the end.
 */
final class ReadableReports extends AppenderBase<ILoggingEvent> {

	private static final String[] REPORTERS = { "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter",
			"org.springframework.boot.autoconfigure.logging.ConditionEvaluationReportLogger" };

	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final TakenStream errors = new TakenStream(() -> System.err);

	static void install(LoggerContext context) {
		ReadableReports reports = new ReadableReports();
		reports.setContext(context);
		reports.setName("REPORTS");
		reports.start();
		for (String reporter : REPORTERS) {
			context.getLogger(reporter).addAppender(reports);
		}
	}

	@Override
	protected void append(ILoggingEvent event) {
		String report = event.getFormattedMessage();
		if (report == null || report.indexOf('\n') < 0) {
			return;
		}
		Thread writer = DaemonThread.of("monitor-log-report", () -> write(report));
		writer.start();
		DaemonThread.awaitEnd(writer, PATIENCE_NANOS);
	}

	private void write(String report) {
		PrintStream out = this.errors.get();
		out.println(report);
		out.flush();
	}

}
