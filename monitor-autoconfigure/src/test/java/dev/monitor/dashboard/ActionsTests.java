package dev.monitor.dashboard;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import dev.monitor.http.Caller;
import dev.monitor.http.HttpResponse;
import dev.monitor.logging.EventLines;
import dev.monitor.status.Action;
import dev.monitor.status.ActionPrompt;
import dev.monitor.status.ActionResult;
import dev.monitor.status.ActionResult.Outcome;
import dev.monitor.task.TurnThread;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ActionsTests {

	private static final Caller CALLER = new Caller("192.0.2.7", "192.0.2.1", "shop", false, false);

	private static final Visit OPERATOR = Visit.admitted(AccessLevel.OPERATE, "on-call");

	private static final Visit VIEWER = Visit.admitted(AccessLevel.VIEW, "anna");

	private final List<String> targets = new ArrayList<>();

	private Function<String, ActionResult> work = (target) -> ActionResult.done("Did it.");

	private final ActionLog log = new ActionLog(List.of("retry", "run"));

	private final TurnThread thread = new TurnThread("actions-test");

	private final Actions actions = new Actions(List.of(new Jobs("retry", "quartz"), new Jobs("retry", "batch"),
			new Jobs("run", ""), new Jobs("limit", "")), List.of("retry", "run", "pause")::contains, this.log,
			this.thread);

	private final EventLines lines = new EventLines("action");

	@AfterEach
	void close() {
		this.lines.close();
		this.thread.close();
	}

	@Test
	void whatAnOperatorAsksForIsDoneCountedAndLogged() {
		HttpResponse answer = this.actions.answer("retry/batch/17", OPERATOR, CALLER);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(body(answer)).isEqualTo("{\"detail\":\"Did it.\"}");
		assertThat(this.targets).containsExactly("batch/17");
		assertThat(this.log.count("retry", Outcome.DONE)).isEqualTo(1);
		assertThat(this.lines.only()).containsOnlyKeys("t", "ns", "lvl", "ev", "msg", "authUser", "remoteAddr",
				"action", "object", "result");
		this.lines.assertShown();
	}

	@Test
	void theSectionAsAWholeHasNoObjectAndAProxyIsTold() {
		Caller proxied = new Caller("192.0.2.9", "192.0.2.1", "shop", true, false);
		assertThat(this.actions.answer("run", OPERATOR, proxied).status()).isEqualTo(200);
		assertThat(this.targets).containsExactly("");
		assertThat(this.lines.only()).containsEntry("msg", "run by on-call: done")
			.containsEntry("remoteAddr", "192.0.2.9")
			.containsEntry("proxied", "true")
			.doesNotContainKeys("object", "reason");
	}

	@Test
	void ofSeveralWithOneNameTheOneThatKnowsTheTargetDoesIt() {
		assertThat(this.actions.answer("retry/quartz/mail", OPERATOR, CALLER).status()).isEqualTo(200);
		assertThat(this.actions.answer("retry/other/mail", OPERATOR, CALLER).status()).isEqualTo(404);
		assertThat(this.targets).containsExactly("quartz/mail");
		assertThat(this.log.count("retry", Outcome.UNKNOWN)).isEqualTo(1);
		assertThat(this.lines.all().get(1)).containsEntry("msg", "retry other/mail by on-call: unknown")
			.containsEntry("result", "unknown")
			.containsEntry("reason", "The application has nothing of this name to do that to.");
	}

	@ParameterizedTest
	@CsvSource({ "retry/batch/1, true, monitor.dashboard.tokens.<name>.level=operate",
			"limit/1, true, monitor.dashboard.tokens.<name>.level=operate",
			"limit/1, false, monitor.dashboard.actions does not list 'limit'" })
	void whoMayNotIsToldWhyAndWrittenDown(String path, boolean viewer, String reason) {
		HttpResponse answer = this.actions.answer(path, viewer ? VIEWER : OPERATOR, CALLER);
		assertThat(answer.status()).isEqualTo(403);
		assertThat(body(answer)).contains(reason);
		assertThat(this.targets).isEmpty();
		assertThat(this.lines.only()).containsEntry("result", "refused")
			.containsEntry("authUser", viewer ? "anna" : "on-call");
		assertThat(this.lines.only().get("reason")).contains(reason);
		assertThat(this.log.count("retry", Outcome.REFUSED)).isEqualTo(path.startsWith("retry") ? 1 : 0);
	}

	@Test
	void whatThereIsNotIsRefusedLikeWhatIsNotListed() {
		for (String path : List.of("", "delete", "<img src=x>/x", "retr", "Retry/batch/1", "/retry")) {
			assertThat(this.actions.answer(path, OPERATOR, CALLER).status()).as(path).isEqualTo(403);
			assertThat(this.actions.answer(path, VIEWER, CALLER).status()).as(path).isEqualTo(403);
		}
		assertThat(this.actions.answer("pause/1", OPERATOR, CALLER).status()).as("listed").isEqualTo(404);
		assertThat(this.lines.all()).hasSize(13).allSatisfy((line) -> assertThat(line).containsKey("reason"));
	}

	@ParameterizedTest
	@CsvSource({ "REFUSED, 409", "FAILED, 503" })
	void whatIsNotDoneSaysWhy(Outcome outcome, int status) {
		this.work = (target) -> new ActionResult(outcome, "<b>No</b>,\nthe password=hunter2");
		HttpResponse answer = this.actions.answer("retry/batch/1", OPERATOR, CALLER);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(body(answer)).contains("<b>No</b>, the").doesNotContain("hunter2", "\\n");
		assertThat(this.log.count("retry", outcome)).isEqualTo(1);
		assertThat(this.lines.text()).contains("<b>No</b>").doesNotContain("hunter2");
	}

	@Test
	void whatThrowsHasFailed() {
		this.work = (target) -> {
			throw new StackOverflowError("token=abcdef is bad");
		};
		HttpResponse answer = this.actions.answer("retry/batch/1", OPERATOR, CALLER);
		assertThat(answer.status()).isEqualTo(503);
		assertThat(body(answer)).contains("StackOverflowError").doesNotContain("abcdef");
		this.work = (target) -> ActionResult.done("Again.");
		assertThat(this.actions.answer("retry/batch/1", OPERATOR, CALLER).status()).isEqualTo(200);
	}

	@Test
	void whatBlocksIsAnsweredInterruptedAndWhoWaitsBehindItIsToldSo() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch mayEnd = new CountDownLatch(1);
		AtomicBoolean interrupted = new AtomicBoolean();
		this.work = (target) -> {
			begun.countDown();
			while (mayEnd.getCount() > 0) {
				try {
					mayEnd.await();
				}
				catch (InterruptedException ex) {
					interrupted.set(true);
				}
			}
			return ActionResult.done("Too late.");
		};
		CompletableFuture<HttpResponse> deaf = CompletableFuture
			.supplyAsync(() -> this.actions.answer("retry/batch/1", OPERATOR, CALLER));
		begun.await();
		HttpResponse behind = this.actions.answer("run", OPERATOR, CALLER);
		assertThat(deaf.get().status()).isEqualTo(503);
		assertThat(body(deaf.get())).contains("'retry' has not ended within 5 s, and was interrupted.");
		assertThat(behind.status()).isEqualTo(503);
		assertThat(body(behind))
			.contains("'run' has not begun within 5 s, since another one still runs, and was taken back.");
		assertThat(this.log.count("retry", Outcome.FAILED)).isEqualTo(1);
		mayEnd.countDown();
		this.work = (target) -> ActionResult.done("Did it.");
		assertThat(this.actions.answer("retry/batch/2", OPERATOR, CALLER).status()).isEqualTo(200);
		assertThat(interrupted).isTrue();
		assertThat(this.targets).as("never begun").containsExactly("batch/1", "batch/2");
	}

	@Test
	void hostileTargetsStayOnOneLineAndSecretsAreTakenOut() {
		String hostile = "batch/<img src=x onerror=alert(1)>\r\nt=0 ev=action result=done?token=s3cr3t";
		assertThat(this.actions.answer("retry/" + hostile, OPERATOR, CALLER).status()).isEqualTo(200);
		assertThat(this.targets).containsExactly(hostile);
		assertThat(this.lines.only().get("object")).startsWith("batch/<img src=x onerror=alert(1)> t=0");
		assertThat(this.lines.text()).doesNotContain("s3cr3t");
	}

	private static String body(HttpResponse answer) {
		return new String(answer.body(), StandardCharsets.UTF_8);
	}

	private final class Jobs implements Action {

		private final String name;

		private final String system;

		Jobs(String name, String system) {
			this.name = name;
			this.system = system;
		}

		@Override
		public String name() {
			return this.name;
		}

		@Override
		public String title() {
			return "Do it";
		}

		@Override
		public @Nullable ActionPrompt prompt(String target) {
			return target.startsWith(this.system) ? ActionPrompt.of(target, "It is done.") : null;
		}

		@Override
		public ActionResult act(String target) {
			if (!target.startsWith(this.system)) {
				return ActionResult.unknown();
			}
			ActionsTests.this.targets.add(target);
			return ActionsTests.this.work.apply(target);
		}

	}

}
