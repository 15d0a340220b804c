package dev.monitor.scrape;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoopbackRuleTests {

	private final LoopbackRule rule = new LoopbackRule();

	@Test
	void admitsCallersOnThisMachineOnly() {
		assertThat(this.rule.decide(ScrapeRequests.local())).isEqualTo(Decision.ADMITTED);
		assertThat(this.rule.decide(ScrapeRequests.remote())).isEqualTo(Decision.NOT_LOOPBACK);
	}

	@Test
	void tokenMakesNoDifference() {
		assertThat(this.rule.decide(ScrapeRequests.remote("Bearer token"))).isEqualTo(Decision.NOT_LOOPBACK);
		assertThat(this.rule.decide(ScrapeRequests.local("Bearer token"))).isEqualTo(Decision.ADMITTED);
	}

}
