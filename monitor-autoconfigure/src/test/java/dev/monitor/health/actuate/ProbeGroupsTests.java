package dev.monitor.health.actuate;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class ProbeGroupsTests {

	private final HealthEndpointGroup primary = mock();

	private final HealthEndpointGroup readiness = mock();

	private final HealthEndpointGroup liveness = mock();

	private final HealthEndpointGroup other = mock();

	private boolean closed;

	private final ProbeGroups probes = new ProbeGroups("gates", () -> this.closed, List.of("gates/mine", "ping"));

	private final HealthEndpointGroups groups = this.probes.postProcessHealthEndpointGroups(HealthEndpointGroups
		.of(this.primary, Map.of("readiness", this.readiness, "liveness", this.liveness, "other", this.other)));

	@Test
	void onlyReadinessGetsTheMember() {
		given(this.readiness.isMember("readinessState")).willReturn(true);
		HealthEndpointGroup gated = this.groups.get("readiness");
		assertThat(gated).isNotNull();
		assertThat(gated.isMember("gates")).isTrue();
		assertThat(gated.isMember("gates/warmup")).isTrue();
		assertThat(gated.isMember("gateskeeper")).isFalse();
		assertThat(gated.isMember("readinessState")).isTrue();
		assertThat(gated.isMember("db")).isFalse();
		assertThat(this.groups.get("other")).isSameAs(this.other);
		assertThat(this.groups.getPrimary()).isSameAs(this.primary);
		assertThat(this.groups.get("nothing")).isNull();
		assertThat(this.groups.getNames()).containsExactlyInAnyOrder("readiness", "liveness", "other");
	}

	@Test
	void livenessHasNothingOfReadinessThatWasNotNamed() {
		given(this.liveness.isMember(any())).willReturn(true);
		HealthEndpointGroup group = this.groups.get("liveness");
		assertThat(group).isNotNull();
		assertThat(List.of("gates", "gates/other", "dependencies", "dependencies/stock", "readinessState"))
			.noneMatch(group::isMember);
		assertThat(List.of("gates/mine", "livenessState", "db", "dependenciesOfMine", "ping"))
			.allMatch(group::isMember);
		given(this.liveness.isMember("gates/mine")).willReturn(false);
		assertThat(group.isMember("gates/mine")).isFalse();
	}

	@Test
	void aClosedGateClosesReadinessWhoeverIsAMember() {
		given(this.readiness.getStatusAggregator()).willReturn(StatusAggregator.of("DOWN", "OUT_OF_SERVICE", "UP"));
		given(this.readiness.getHttpCodeStatusMapper()).willReturn(HttpCodeStatusMapper.of(Map.of("DOWN", 503)));
		HealthEndpointGroup gated = this.groups.get("readiness");
		assertThat(gated).isNotNull();
		assertThat(gated.getStatusAggregator().getAggregateStatus(Status.UP)).isEqualTo(Status.UP);
		this.closed = true;
		assertThat(gated.getStatusAggregator().getAggregateStatus(Status.UP)).isEqualTo(Status.OUT_OF_SERVICE);
		assertThat(gated.getStatusAggregator().getAggregateStatus(Status.DOWN)).isEqualTo(Status.DOWN);
		HealthEndpointGroup judged = this.probes.readinessWithoutGates();
		assertThat(judged).isNotNull();
		assertThat(judged.getStatusAggregator().getAggregateStatus(Status.UP)).isEqualTo(Status.UP);
	}

	@Test
	void everythingElseIsAsTheUserSetIt() {
		SecurityContext security = mock();
		AdditionalHealthEndpointPath path = AdditionalHealthEndpointPath.from("server:/ready");
		given(this.readiness.showDetails(security)).willReturn(true);
		given(this.readiness.showComponents(security)).willReturn(true);
		given(this.readiness.getStatusAggregator()).willReturn(StatusAggregator.of("BUSY", "UP"));
		given(this.readiness.getHttpCodeStatusMapper()).willReturn(HttpCodeStatusMapper.of(Map.of("BUSY", 429)));
		given(this.readiness.getAdditionalPath()).willReturn(path);
		HealthEndpointGroup gated = this.groups.get(path);
		assertThat(gated).isNotNull();
		assertThat(gated.showDetails(security)).isTrue();
		assertThat(gated.showComponents(security)).isTrue();
		assertThat(gated.getAdditionalPath()).isEqualTo(path);
		assertThat(gated.getStatusAggregator().getAggregateStatus(Status.UP, new Status("BUSY")).getCode())
			.isEqualTo("BUSY");
		assertThat(gated.getHttpCodeStatusMapper().getStatusCode(new Status("BUSY"))).isEqualTo(429);
		assertThat(gated.getHttpCodeStatusMapper().getStatusCode(Status.UP)).isEqualTo(200);
	}

	@Test
	void aClosedGateIsNeverLostInTheUsersOrderOrMapping() {
		given(this.readiness.getStatusAggregator()).willReturn(StatusAggregator.of("DOWN", "UP"));
		given(this.readiness.getHttpCodeStatusMapper()).willReturn(HttpCodeStatusMapper.of(Map.of("DOWN", 500)));
		HealthEndpointGroup gated = this.groups.get("readiness");
		assertThat(gated).isNotNull();
		assertThat(gated.getStatusAggregator().getAggregateStatus(Status.UP, Status.OUT_OF_SERVICE))
			.isEqualTo(Status.OUT_OF_SERVICE);
		assertThat(gated.getStatusAggregator().getAggregateStatus(Status.DOWN, Status.OUT_OF_SERVICE))
			.isEqualTo(Status.DOWN);
		assertThat(gated.getHttpCodeStatusMapper().getStatusCode(Status.OUT_OF_SERVICE)).isEqualTo(503);
		assertThat(gated.getHttpCodeStatusMapper().getStatusCode(Status.DOWN)).isEqualTo(500);
	}

}
