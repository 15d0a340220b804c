package dev.monitor.concurrency;

import java.util.Objects;

import dev.monitor.status.Action;
import dev.monitor.status.ActionPrompt;
import dev.monitor.status.ActionResult;
import dev.monitor.status.ActionResult.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LimitActionTests {

	private final ConcurrencyLimit limit = limit(Algorithm.FIXED);

	private final Action action = this.limit.actions().get(0);

	@Test
	void aFixedLimitIsSetWithinItsBounds() {
		ActionPrompt prompt = Objects.requireNonNull(this.action.prompt(""));
		assertThat(prompt.object()).endsWith(", 5 now");
		assertThat(prompt.range()).isEqualTo(new ActionPrompt.Range(2, 9));
		assertThat(this.action.act("9")).isEqualTo(ActionResult.done("The limit is 9."));
		assertThat(this.limit.limiter().limit()).isEqualTo(9);
		assertThat(Objects.requireNonNull(this.action.prompt("")).object()).endsWith(", 9 now");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1", "10", "-3", "3.0", " 3", "three", "99999999999", "3/4" })
	void anythingElseIsRefused(String target) {
		assertThat(this.action.act(target)).isEqualTo(ActionResult.refused("The limit is a whole number from 2 to 9."));
		assertThat(this.limit.limiter().limit()).isEqualTo(5);
	}

	@Test
	void whatAnAlgorithmMovesIsNotSetByHand() {
		ConcurrencyLimit moved = limit(Algorithm.AIMD);
		Action refusing = moved.actions().get(0);
		assertThat(refusing.isForSection()).isFalse();
		assertThat(this.action.isForSection()).isTrue();
		assertThat(refusing.act("9").outcome()).isEqualTo(Outcome.REFUSED);
		assertThat(refusing.act("9").detail()).contains("monitor.concurrency.algorithm=fixed");
		assertThat(moved.limiter().limit()).isEqualTo(5);
	}

	private static ConcurrencyLimit limit(Algorithm algorithm) {
		return TestLimit.of(algorithm, new LimitBounds(5, 2, 9), new MaxWaiting(0, null), new FakeTime());
	}

}
