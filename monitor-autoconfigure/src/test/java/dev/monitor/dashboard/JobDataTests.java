package dev.monitor.dashboard;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.monitor.dashboard.DashboardApp.Answer;
import dev.monitor.logging.EventLines;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Data of jobs and actions on them over HTTP, with db-scheduler in H2, and behind the
 * firewall of Spring Security, which refuses many spellings of paths.
 */
class JobDataTests {

	private static final String BASE = "/actuator/dashboard/";

	private static final String FAILED = "data/lookups/jobs/db-scheduler/state/failed";

	private static final String ODD = "17 %;/../ü~!";

	private static DashboardApp app;

	@BeforeAll
	static void start() {
		List<String> properties = new ArrayList<>(Arrays.asList(OperatedApp.TOKENS));
		properties.addAll(List.of("monitor.dashboard.actions=retry", "monitor.dashboard.show-values=operate",
				DashboardApp.SECURED));
		app = DashboardApp.start(OperatedJobs.class, properties.toArray(String[]::new));
	}

	@AfterAll
	static void stop() {
		app.close();
	}

	@BeforeEach
	void failForGood() {
		OperatedJobs.BROKEN.set(true);
		Scheduler scheduler = app.context().getBean(Scheduler.class);
		scheduler.scheduleIfNotExists(OperatedJobs.DELIVER.instance(ODD, new OperatedJobs.Order(17, "s3cret")),
				Instant.now());
		scheduler.scheduleIfNotExists(OperatedJobs.DELIVER.instance("18", new OperatedJobs.Order(18, "s3cret")),
				Instant.now());
		await().until(() -> rows(section(data("view", FAILED))).size() == 2);
	}

	@Test
	void detailIsMaskedAndArgumentsAreForOperatorsAlone() throws IOException {
		String target = target(ODD);
		assertThat(target).startsWith("db-scheduler/0~deliver~17").matches("[\\w~.*!/-]+");
		String path = "data/lookups/jobs/" + target.replaceFirst("/", "/job/");
		String seen = String.valueOf(data("view", path));
		assertThat(seen).contains("last error, IllegalStateException: no partner for order 1017", "failed attempts, 2",
				"arguments, hidden");
		assertThat(String.valueOf(data("operate", path))).contains("arguments, Order[number=17, password=...]")
			.doesNotContain("s3cret");
	}

	@Test
	void actionsAreForOperatorsAloneAndWrittenDown() throws IOException {
		String target = target("18");
		assertThat(rows(section(data("view", FAILED))).toString()).contains("deliver, 18, default");
		assertThat(section(data("view", FAILED)).get("actions")).isEqualTo(List.of());
		assertThat(part(section(data("operate", FAILED)), "actions").toString()).contains("name=retry")
			.doesNotContain("delete");
		assertThat(get("view", "data/actions/retry/" + target).status()).isEqualTo(404);
		assertThat(get("operate", "data/actions/retry/" + target).body()).contains("Job 0 deliver 18 of db-scheduler",
				"It runs again");
		try (EventLines lines = new EventLines("action")) {
			assertThat(post("view", "retry/" + target).status()).isEqualTo(403);
			assertThat(post("operate", "delete/" + target).status()).isEqualTo(403);
			assertThat(post("operate", "retry/db-scheduler/0~deliver~none").status()).isEqualTo(409);
			assertThat(post("operate", "retry/other/" + target).status()).isEqualTo(404);
			OperatedJobs.BROKEN.set(false);
			Answer done = post("operate", "retry/" + target);
			assertThat(done.status()).as(done.body()).isEqualTo(200);
			assertThat(lines.all()).extracting((line) -> line.get("result"))
				.containsExactly("refused", "refused", "refused", "unknown", "done");
			assertThat(lines.all().get(4)).containsEntry("authUser", "operator").containsEntry("object", target);
		}
		assertThat(app.context()
			.getBean(MeterRegistry.class)
			.get("monitor.dashboard.actions")
			.tags("action", "retry", "result", "done")
			.functionCounter()
			.count()).isPositive();
		assertThat(rows(section(data("view", FAILED)))).hasSize(1);
		assertThat(post("operate", "retry/" + target).status()).as("no longer there, or about to be gone")
			.isIn(200, 409);
	}

	@Test
	void aGroupOfFailuresRunsAgainIfItsNumberIsConfirmed() throws IOException {
		await().until(() -> rows(failures()).toString().contains(", 2, failed, deliver"));
		Map<?, ?> failures = failures();
		assertThat(rows(failures)).hasSize(1);
		assertThat(rows(failures).get(0).toString()).contains("2, failed, deliver",
				"IllegalStateException: no partner for order ...", "db-scheduler");
		String target = ((List<?>) rows(failures).get(0)).get(0).toString();
		assertThat(get("operate", "data/actions/retry/" + target).body()).contains("2 of type deliver in db-scheduler",
				"\"lowest\":2,\"highest\":2");
		assertThat(post("operate", "retry/" + target).status()).isEqualTo(404);
		assertThat(post("operate", "retry/" + target + "/3").body()).contains("There are 2 of them now");
		OperatedJobs.BROKEN.set(false);
		assertThat(post("operate", "retry/" + target + "/2").body()).contains("done with 2 of 2.");
		assertThat(rows(section(data("view", FAILED)))).isEmpty();
		await().until(() -> rows(failures()).isEmpty());
	}

	@Test
	void whatDoesNotExistIsSaid() throws IOException {
		assertThat(get("view", "data/lookups/jobs").status()).isEqualTo(404);
		assertThat(get("view", "data/lookups/other/x").status()).isEqualTo(404);
		assertThat(part(data("view", "data/lookups/jobs/other"), "reason").toString()).contains("No system");
		assertThat(part(data("view", "data/lookups/jobs/!zz"), "reason").toString()).contains("no selection");
		assertThat(data("view", FAILED.replace("failed", "lost")).get("state")).isEqualTo("failed");
		assertThat(data("view", "data/lookups/jobs/db-scheduler/after/x").get("state")).isEqualTo("failed");
		assertThat(rows(section(data("view", "data/lookups/jobs/db-scheduler/job/0~deliver~none")))).isEmpty();
	}

	private static String target(String id) throws IOException {
		return rows(section(data("view", FAILED))).stream()
			.map(List.class::cast)
			.filter((row) -> row.contains(id))
			.findFirst()
			.orElseThrow()
			.get(0)
			.toString();
	}

	private static Map<?, ?> failures() throws IOException {
		return (Map<?, ?>) part((Map<?, ?>) part(data("operate", "data/jobs"), "sections"), "job_failures");
	}

	private static Map<?, ?> section(Map<String, Object> answer) {
		return (Map<?, ?>) part(answer, "section");
	}

	private static List<?> rows(Map<?, ?> section) {
		return (List<?>) part(section, "rows");
	}

	private static Object part(Map<?, ?> json, String name) {
		return Objects.requireNonNull(json.get(name), name);
	}

	private static Map<String, Object> data(String token, String path) throws IOException {
		Answer answer = get(token, path);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		Map<String, Object> json = JsonParserFactory.getJsonParser().parseMap(answer.body());
		return "running".equals(json.get("state")) ? data(token, path) : json;
	}

	private static Answer get(String token, String path) throws IOException {
		return app.send(app.port("server"), "GET", BASE + path, "Authorization: Bearer " + token);
	}

	private static Answer post(String token, String path) throws IOException {
		return app.send(app.port("server"), "POST", BASE + "actions/" + path, "Authorization: Bearer " + token);
	}

}
