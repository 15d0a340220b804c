package dev.monitor.ops;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Expression}.
 */
class ExpressionTests {

	@Test
	void selectorsAreFoundAmongFunctionsClausesAndRanges() {
		Expression expression = new Expression("a",
				"sum by (le, job) (rate(a_total{code=~\"5..\",uri=\"/x(y)\"}[5m] offset 1h)) / on (job) b unless c > 3");
		assertThat(expression.selectors()).containsExactly("a_total{code=~\"5..\",uri=\"/x(y)\"}", "b", "c");
	}

	@Test
	void variablesAreReplaced() {
		Expression expression = new Expression("a",
				"rate(a{job=~\"$job\",instance=~\"$instance\"}[$__rate_interval]) + b[$__range:1m]");
		assertThat(expression.with("6h", "1m", Map.of("job", "app", "instance", ".+")).text())
			.isEqualTo("rate(a{job=~\"app\",instance=~\".+\"}[1m]) + b[6h:1m]");
	}

	@Test
	void severalValuesAreJoinedAsGrafanaJoinsThem() {
		assertThat(Expression.joined(List.of("a.b", "c"))).isEqualTo("(a\\\\.b|c)");
	}

}
