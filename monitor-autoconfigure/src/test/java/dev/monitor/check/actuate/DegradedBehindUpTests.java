package dev.monitor.check.actuate;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class DegradedBehindUpTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			DOWN,OUT_OF_SERVICE,UP,UNKNOWN       | UP,DEGRADED       | UP
			DOWN,OUT_OF_SERVICE,UP,UNKNOWN       | DEGRADED          | DEGRADED
			DOWN,OUT_OF_SERVICE,UP,UNKNOWN       | DEGRADED,UNKNOWN  | DEGRADED
			DOWN,OUT_OF_SERVICE,UP,UNKNOWN       | DEGRADED,DOWN     | DOWN
			FATAL,DOWN,OUT_OF_SERVICE,UNKNOWN,UP | DEGRADED          | DEGRADED
			FATAL,DOWN,OUT_OF_SERVICE,UNKNOWN,UP | UP,DEGRADED       | UP
			FATAL,DOWN,OUT_OF_SERVICE,UNKNOWN,UP | DEGRADED,FATAL    | FATAL
			FATAL,DOWN,OUT_OF_SERVICE,UNKNOWN,UP | UNKNOWN,DEGRADED  | UNKNOWN
			DOWN,DEGRADED,UP                     | UP,DEGRADED       | DEGRADED
			DOWN,UP,DEGRADED                     | UP,DEGRADED       | UP
			FATAL                                | DEGRADED          | UNKNOWN
			FATAL                                | DOWN              | UNKNOWN
			""")
	void degradedStandsBehindUpWhereverThatIs(String order, String statuses, String aggregate) {
		Set<Status> all = new LinkedHashSet<>(List.of(statuses.split(",", -1)).stream().map(Status::new).toList());
		StatusAggregator aggregator = new DegradedBehindUp(StatusAggregator.of(List.of(order.split(",", -1))));
		assertThat(aggregator.getAggregateStatus(all).getCode()).isEqualTo(aggregate);
	}

}
