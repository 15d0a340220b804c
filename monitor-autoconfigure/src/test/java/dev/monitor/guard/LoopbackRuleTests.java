package dev.monitor.guard;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoopbackRuleTests {

	private final LoopbackRule rule = new LoopbackRule();

	@Test
	void admitsCallersOnThisMachineOnly() {
		assertThat(this.rule.decide(AccessRequests.local())).isEqualTo(Decision.ADMITTED);
		assertThat(this.rule.decide(AccessRequests.remote())).isEqualTo(Decision.NOT_LOOPBACK);
	}

	@Test
	void tokenMakesNoDifference() {
		assertThat(this.rule.decide(AccessRequests.remote("Bearer token"))).isEqualTo(Decision.NOT_LOOPBACK);
		assertThat(this.rule.decide(AccessRequests.local("Bearer token"))).isEqualTo(Decision.ADMITTED);
	}

	@Test
	void anotherRuleDecidesAboutCallersOnThisMachine() {
		AccessRule none = new LoopbackRule((request) -> Decision.NO_TOKEN);
		assertThat(none.decide(AccessRequests.local())).isEqualTo(Decision.NO_TOKEN);
		assertThat(none.decide(AccessRequests.remote())).isEqualTo(Decision.NOT_LOOPBACK);
	}

}
