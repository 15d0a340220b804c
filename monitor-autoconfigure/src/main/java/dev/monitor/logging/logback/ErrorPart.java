package dev.monitor.logging.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import dev.monitor.event.EventMarker;
import dev.monitor.event.Keys;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

import org.springframework.boot.logging.StackTracePrinter;

/**
 * Writes the exception of an event.
 */
final class ErrorPart implements EventPart {

	private static final OwnName ERROR = new OwnName(Keys.ERROR);

	private static final OwnName ERROR_MESSAGE = new OwnName(Keys.ERROR_MESSAGE);

	private static final OwnName STACK = new OwnName(Keys.STACK);

	private final @Nullable StackTracePrinter printer;

	/**
	 * Create the part.
	 * @param printer what {@code logging.structured.json.stacktrace.*} asks for, if
	 * anything
	 */
	ErrorPart(@Nullable StackTracePrinter printer) {
		this.printer = printer;
	}

	@Override
	public void write(JsonGenerator generator, ILoggingEvent event, @Nullable EventMarker marker) {
		IThrowableProxy throwable = event.getThrowableProxy();
		if (throwable == null) {
			return;
		}
		generator.writeName(ERROR);
		generator.writeString(throwable.getClassName());
		String message = throwable.getMessage();
		if (message != null) {
			generator.writeName(ERROR_MESSAGE);
			generator.writeString(message);
		}
		generator.writeName(STACK);
		generator.writeString(stack(throwable));
	}

	private String stack(IThrowableProxy throwable) {
		if (this.printer != null && throwable instanceof ThrowableProxy proxy) {
			return this.printer.printStackTraceToString(proxy.getThrowable());
		}
		return ThrowableProxyUtil.asString(throwable);
	}

}
