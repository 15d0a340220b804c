package dev.monitor.dashboard;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.monitor.dashboard.TroubledJobs.Hanging;
import dev.monitor.dashboard.TroubledJobs.Outbox;
import dev.monitor.job.JobRuns;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tab with jobs, in a real browser: names are hostile, and one system does not
 * answer.
 */
class JobPageTests {

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	private static final String DIALOG = "document.querySelector('dialog[open]')";

	private static final String LIST = "document.querySelector('[aria-label=\"Jobs by when they are due\"]')";

	private static final String ROWS = LIST + ".querySelectorAll('tbody tr').length";

	private static final String GROUP = "document.querySelector('[aria-label=\"Jobs whose last run failed here\"]')";

	private static DashboardApp app;

	private static Chromium chromium;

	@BeforeAll
	static void start() throws Exception {
		chromium = Chromium.start();
		List<String> properties = new ArrayList<>(Arrays.asList(OperatedApp.TOKENS));
		properties
			.addAll(List.of("monitor.dashboard.actions=retry,delete,run", "monitor.dashboard.show-values=operate"));
		app = DashboardApp.start(TroubledJobs.class, properties.toArray(String[]::new));
	}

	@AfterAll
	static void stop() throws Exception {
		if (app != null) {
			app.context().getBean(Hanging.class).end.countDown();
			app.close();
		}
		if (chromium != null) {
			chromium.close();
		}
	}

	@BeforeEach
	void reset() {
		TroubledJobs.reset(app.context().getBean(Outbox.class), app.context().getBean(JobRuns.class));
	}

	@AfterEach
	void nothingWasRunAsAScript() throws Exception {
		assertThat(chromium.log("browser")).as("console").isEmpty();
		assertThat(String.valueOf(chromium.run("return document.title"))).endsWith(" · Dashboard");
		assertThat(chromium.run("return document.querySelectorAll('img, #main script').length")).isEqualTo(0);
	}

	@Test
	void aViewerSeesFailuresFirstThenCountsThenJobsThenDeliveries() throws Exception {
		open("view");
		assertThat(chromium.run("return [...document.querySelectorAll('#main .card')].map((card) => "
				+ "card.querySelector('h2').textContent).join()"))
			.isEqualTo("Jobs whose last run failed here,Jobs,Jobs by when they are due,Deliveries");
		assertThat(text(GROUP + ".querySelector('tbody')")).contains("failed", TroubledJobs.HOSTILE + "...", "outbox");
		assertThat(text("document.querySelector('[aria-label=Jobs]')")).contains("10\u202f000+", "stuck");
		assertThat(chromium.run("return " + LIST + ".querySelectorAll('td button').length")).as("details alone")
			.isEqualTo(100);
		assertThat(chromium.run("return " + GROUP + ".querySelectorAll('td button').length")).isEqualTo(0);
		chromium.run(LIST + ".querySelector('td button').focus()");
		chromium.press("Enter", 13, "\r");
		chromium.waitFor(LIST + ".querySelectorAll('.details:not([hidden]) li').length === 5");
		assertThat(text(LIST + ".querySelector('.details')"))
			.contains("mail" + TroubledJobs.HOSTILE, "last error " + TroubledJobs.HOSTILE, "arguments hidden")
			.doesNotContain("to=");
		for (int width : new int[] { 1280, 320 }) {
			chromium.window(width, 1000, width == 320);
			assertThat(chromium.run("return document.documentElement.scrollWidth")).hasToString(String.valueOf(width));
			chromium.screenshot(SCREENSHOTS.resolve("dashboard-jobs-" + width + ".png"));
		}
	}

	@Test
	void jobsAreListedByPageAndFiltered() throws Exception {
		open("view");
		String first = text(LIST + ".querySelector('tbody tr')");
		chromium.run("[..." + LIST + ".querySelectorAll('button')].at(-1).click()");
		chromium.waitFor(LIST + ".querySelector('tbody tr').textContent.includes('100/')");
		chromium.run("[..." + LIST + ".querySelectorAll('button')].at(-1).click()");
		chromium.waitFor(ROWS + " === 50");
		assertThat(chromium.run("return [..." + LIST + ".querySelectorAll('button')].at(-1).hidden")).isEqualTo(true);
		filter("state", "failed");
		chromium.waitFor(ROWS + " === 3");
		assertThat(text(LIST + ".querySelector('tbody tr')")).isEqualTo(first);
		filter("id", "1/" + TroubledJobs.HOSTILE.replace("'", "\\'"));
		chromium.waitFor(ROWS + " === 1");
		filter("type", "other");
		chromium.waitFor(LIST + ".querySelector('[role=status]').textContent === 'None.'");
	}

	@Test
	void anOperatorSeesArgumentsAndActsOnOneAndOnAGroup() throws Exception {
		Outbox outbox = app.context().getBean(Outbox.class);
		open("operate");
		filter("id", "200/");
		chromium.waitFor(ROWS + " === 1");
		chromium.run("[..." + LIST + ".querySelectorAll('td button')].at(-1).click()");
		chromium.waitFor(LIST + ".querySelector('.details').textContent.includes('arguments to=')");
		chromium.run(LIST + ".querySelectorAll('td button')[1].click()");
		chromium.waitFor(DIALOG);
		assertThat(text(DIALOG)).contains("Delete", "200" + TroubledJobs.HOSTILE + " of outbox", "cannot be restored");
		submit();
		chromium.waitFor(DIALOG + ".querySelector('[role=status]').textContent.endsWith('delete is done.')");
		assertThat(outbox.acts).containsExactly("DELETE %200" + TroubledJobs.HOSTILE);
		chromium.waitFor(LIST + ".querySelector('[role=status]').textContent === 'None.'");
		chromium.run(DIALOG + ".close()");
		chromium.run(GROUP + ".querySelector('td button').click()");
		chromium.waitFor(DIALOG);
		assertThat(text(DIALOG)).contains("Run again all", "3 of type mail" + TroubledJobs.HOSTILE,
				"Type 3 to confirm");
		chromium.run(DIALOG + ".querySelector('input').focus()");
		chromium.type("3");
		chromium.press("Enter", 13, "\r");
		chromium.waitFor(DIALOG + ".querySelector('[role=status]').textContent === 'Run again all: done with 3 of 3.'");
		assertThat(outbox.acts).hasSize(4)
			.contains("RETRY %0" + TroubledJobs.HOSTILE, "RETRY %2" + TroubledJobs.HOSTILE);
		chromium.waitFor(GROUP + ".textContent.includes('None at the moment.')");
		chromium.run(DIALOG + ".close()");
	}

	@Test
	void aSystemThatDoesNotAnswerSaysSoAndHoldsUpNothing() throws Exception {
		open("view");
		chromium.run("const system = " + LIST + ".querySelector('select'); system.value = 'stuck'; "
				+ "system.dispatchEvent(new Event('change'))");
		chromium.waitFor(LIST + ".querySelector('[role=status]').textContent === 'asking'");
		chromium.waitFor(LIST + ".querySelector('[role=status]').textContent.includes('No answer within 2000 ms')");
		assertThat(chromium.run("return " + LIST + ".querySelector('.rows').hidden")).isEqualTo(true);
		chromium.run("const system = " + LIST + ".querySelector('select'); system.value = 'outbox'; "
				+ "system.dispatchEvent(new Event('change'))");
		chromium.waitFor(ROWS + " === 100 && !" + LIST + ".querySelector('.rows').hidden");
	}

	private static void open(String token) throws Exception {
		chromium.window(1280, 1000, false);
		chromium.open("about:blank");
		chromium.log("browser");
		chromium.open("http://localhost:" + app.port("server") + "/actuator/dashboard/#token=" + token);
		chromium.waitFor("document.getElementById('tab-jobs')");
		chromium.run("document.getElementById('tab-jobs').click()");
		chromium.waitFor(LIST + "?.querySelectorAll('tbody tr').length === 100");
	}

	private static void filter(String name, String value) throws Exception {
		chromium.run("const filter = " + LIST + ".querySelector('[name=" + name + "]'); filter.value = '" + value
				+ "'; filter.dispatchEvent(new Event('change'))");
	}

	private static void submit() throws Exception {
		chromium.run(DIALOG + ".querySelector('form').requestSubmit()");
	}

	private static String text(String element) throws Exception {
		return String.valueOf(chromium.run("return " + element + ".textContent"));
	}

}
