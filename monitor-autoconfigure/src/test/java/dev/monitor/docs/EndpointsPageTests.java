package dev.monitor.docs;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.monitor.concurrency.Admission;
import dev.monitor.concurrency.RejectionAnswers;
import dev.monitor.concurrency.RetryAfter;
import dev.monitor.concurrency.SlowBody;
import dev.monitor.guard.Decision;
import dev.monitor.guard.Realm;
import dev.monitor.http.HttpResponse;
import dev.monitor.scrape.ScrapeGuard;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * docs/reference/endpoints.md has a row for each answer that refuses a request.
 */
class EndpointsPageTests {

	private final Page page = Page.of("docs/reference/endpoints.md");

	static List<HttpResponse> answers() {
		List<HttpResponse> answers = new ArrayList<>();
		Realm realm = new Realm("metrics", "Metrics", ScrapeGuard.SCOPE);
		for (Decision decision : Decision.values()) {
			if (decision != Decision.ADMITTED) {
				answers.add(realm.refuse(decision));
			}
		}
		RejectionAnswers rejections = new RejectionAnswers(503,
				new RetryAfter(Duration.ofSeconds(1), Duration.ofSeconds(2), System::nanoTime, Random::new));
		Admission.REJECTIONS.forEach((reason) -> answers.add(rejections.next(reason, null)));
		answers.add(SlowBody.ANSWER);
		answers.add(ScrapeGuard.SERVED_ELSEWHERE);
		return answers;
	}

	@ParameterizedTest
	@MethodSource("answers")
	void everyRefusalHasARow(HttpResponse answer) {
		Map<String, Object> problem = JsonParserFactory.getJsonParser()
			.parseMap(new String(answer.body(), StandardCharsets.UTF_8));
		String reason = problem.containsKey("reason") ? "`" + problem.get("reason") + "`" : "|";
		assertThat(this.page.text().lines()).as(problem.toString())
			.anyMatch((row) -> row.startsWith("| " + answer.status()) && row.contains(reason)
					&& row.contains(String.valueOf(problem.get("detail"))));
	}

}
