package dev.monitor.logging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StackCut}, by the lines that have a stack trace.
 */
class StackCutTests {

	private static final int MAX = 9900;

	private static final int FRAMES = 400;

	/**
	 * What Spring tells of a chain of beans: each message has all messages below in it.
	 */
	@ParameterizedTest
	@EnumSource
	void everyCauseOfAFailedStartStays(LineForm form) {
		Throwable failure = new IllegalArgumentException("Table 'orders' not found\n\tin schema \"shop\"");
		for (String bean : List.of("dataSource", "entityManagerFactory", "orderRepository", "orderService")) {
			failure = new IllegalStateException(
					"Error creating bean with name '" + bean
							+ "' defined in class path resource [a/b/Configuration.class]: " + failure.getMessage(),
					failure);
		}
		String stack = stack(form, "Application run failed", failure);
		assertThat(stack).startsWith("java.lang.IllegalStateException: " + failure.getMessage() + "\n\tat a.b.C.m0(");
		for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
			assertThat(stack)
				.contains("Caused by: " + cause.getClass().getName() + ": " + cause.getMessage() + "\n\tat ");
		}
		assertThat(stack).contains(" frames cut\n");
	}

	@ParameterizedTest
	@EnumSource
	void theFirstFramesStayAndTheLineIsFull(LineForm form) {
		Throwable failure = new IllegalStateException("outside", new IllegalArgumentException("inside"));
		byte[] line = line(form, "m", failure);
		assertThat(line.length).isBetween(MAX - 300, MAX);
		String stack = LineTests.read(form, line).get("stack");
		assertThat(stack).contains("\tat a.b.C.m0(C.java:0)\n\tat a.b.C.m1(C.java:1)\n")
			.contains("inside\n\tat a.b.C.m0(C.java:0)\n\tat a.b.C.m1(C.java:1)\n")
			.endsWith(" frames cut\n");
	}

	@ParameterizedTest
	@EnumSource
	void longMessagesLeaveRoomForTheOthers(LineForm form) {
		Throwable root = new IllegalArgumentException("root " + "r\n".repeat(10_000));
		Throwable failure = new IllegalStateException("top " + "t".repeat(20_000),
				new UnsupportedOperationException("short", root));
		Map<String, String> pairs = LineTests.read(form, line(form, "message " + "m".repeat(200), failure));
		assertThat(pairs.get("msg")).hasSize(208);
		assertThat(pairs.get("stack")).startsWith("java.lang.IllegalStateException: top ttt")
			.contains("Caused by: java.lang.UnsupportedOperationException: short\n\tat ")
			.contains("Caused by: java.lang.IllegalArgumentException: root r\nr")
			.contains("...\n\tat ");
	}

	@ParameterizedTest
	@EnumSource
	void suppressedExceptionsStayBesideTheCauses(LineForm form) {
		Exception failure = new IllegalStateException("top", new IllegalArgumentException("root"));
		failure.addSuppressed(withFrames(
				new UnsupportedOperationException("beside", withFrames(new ArithmeticException("beneath")))));
		assertThat(stack(form, "m", failure))
			.contains("\tSuppressed: java.lang.UnsupportedOperationException: beside\n")
			.contains("\tCaused by: java.lang.ArithmeticException: beneath\n")
			.contains("\nCaused by: java.lang.IllegalArgumentException: root\n");
		for (int i = 0; i < 200; i++) {
			failure.addSuppressed(withFrames(new UnsupportedOperationException("beside " + i)));
		}
		assertThat(stack(form, "m", failure)).startsWith("java.lang.IllegalStateException: top\n")
			.contains("... 202 exceptions cut\n")
			.contains("\nCaused by: java.lang.IllegalArgumentException: root\n");
	}

	@ParameterizedTest
	@EnumSource
	void aChainWithoutEndKeepsItsEnds(LineForm form) {
		Throwable failure = new IllegalArgumentException("root");
		for (int i = 0; i < 1000; i++) {
			failure = new IllegalStateException("link " + i, withFrames(failure));
		}
		assertThat(stack(form, "m", failure)).startsWith("java.lang.IllegalStateException: link 999\n")
			.contains("link 998\n")
			.containsPattern("\\.\\.\\. \\d+ exceptions cut\n")
			.contains("link 0\n")
			.contains("Caused by: java.lang.IllegalArgumentException: root\n");
	}

	@ParameterizedTest
	@EnumSource
	void withoutFramesTheCausesStay(LineForm form) {
		StringBuilder trace = new StringBuilder("a.B: " + "x".repeat(12_000) + "\n");
		for (int i = 0; i < 5; i++) {
			trace.append("Caused by: a.C").append(i).append(": y\n");
		}
		byte[] line = LineTests.line(form, MAX, (target) -> put(target, "m", "a.B", "", trace.toString()));
		assertThat(LineTests.read(form, line).get("stack")).startsWith("a.B: xxx").endsWith("Caused by: a.C4: y\n");
	}

	@ParameterizedTest
	@EnumSource
	void theShortestLineHasTheCause(LineForm form) {
		Throwable failure = withFrames(new IllegalStateException("top " + "x".repeat(100),
				withFrames(new IllegalArgumentException("root " + "x".repeat(100)))));
		String trace = trace(failure);
		byte[] line = LineTests.line(form, 512, (target) -> put(target, "m".repeat(100), "a.B", "x", trace));
		assertThat(line.length).isLessThanOrEqualTo(513);
		assertThat(LineTests.read(form, line).get("stack")).contains("IllegalStateException")
			.contains("Caused by: java.lang.IllegalArgumentException");
	}

	@Test
	void whatIsMissingIsCounted() {
		Throwable failure = new IllegalStateException("outside", new IllegalArgumentException("inside"));
		Map<String, String> pairs = LogfmtReader.read(line(LineForm.KV, "m", failure));
		int whole = escaped(trace(failure));
		assertThat(whole - escaped(Objects.requireNonNull(pairs.get("stack"))))
			.isEqualTo(Integer.parseInt(String.valueOf(pairs.get("truncated"))));
	}

	private static int escaped(String text) {
		LineBuffer buffer = new LineBuffer();
		Escapes.quoted(buffer, text);
		return buffer.length;
	}

	private static String stack(LineForm form, String message, Throwable failure) {
		byte[] line = line(form, message, failure);
		assertThat(line.length).isLessThanOrEqualTo(MAX + 1);
		return Objects.requireNonNull(LineTests.read(form, line).get("stack"));
	}

	private static byte[] line(LineForm form, String message, Throwable failure) {
		for (Throwable link = failure; link != null; link = link.getCause()) {
			withFrames(link);
		}
		String trace = trace(failure);
		return LineTests.line(form, MAX, (target) -> put(target, message, failure.getClass().getName(),
				String.valueOf(failure.getMessage()), trace));
	}

	private static void put(Line line, String message, String error, String errorMessage, String stack) {
		line.ownKey("msg");
		line.text(message);
		line.ownKey("err");
		line.text(error);
		line.ownKey("errMsg");
		line.text(errorMessage);
		line.ownKey("stack");
		line.text(stack);
		line.key("user");
		line.text("value");
	}

	private static String trace(Throwable failure) {
		return ThrowableProxyUtil.asString(new ThrowableProxy(failure));
	}

	/**
	 * The last frames are others for each exception, or they would not be written again.
	 */
	private static <T extends Throwable> T withFrames(T failure) {
		List<StackTraceElement> frames = new ArrayList<>();
		for (int i = 0; i < FRAMES; i++) {
			frames.add(new StackTraceElement("a.b.C", "m" + i, "C.java", i));
		}
		frames.add(new StackTraceElement("a.b.C", "run" + System.identityHashCode(failure), "C.java", 1));
		failure.setStackTrace(frames.toArray(StackTraceElement[]::new));
		return failure;
	}

}
