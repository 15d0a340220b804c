package dev.monitor.concurrency.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.monitor.concurrency.Admission;
import dev.monitor.concurrency.Algorithm;
import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.Decision;
import dev.monitor.concurrency.LimitBounds;
import dev.monitor.concurrency.LimitSettings;
import dev.monitor.concurrency.MaxWaiting;
import dev.monitor.concurrency.Mode;
import dev.monitor.concurrency.QueueOrder;
import dev.monitor.concurrency.WaitListener;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SharedLimit}.
 */
class SharedLimitTests {

	private final DefaultListableBeanFactory parent = new DefaultListableBeanFactory();

	@Test
	void childrenOfOneParentWithTheSameSettingsShareIt() {
		SharedLimit first = limit(1);
		assertThat(limit(1)).isSameAs(first);
		assertThat(limit(2)).isNotSameAs(first);
		assertThat(SharedLimit.of(new DefaultListableBeanFactory(), settings(1))).isNotSameAs(first);
	}

	@Test
	void itStaysOpenForAsLongAsOneServes() {
		SharedLimit limit = limit(1);
		limit.open();
		limit.open();
		limit.limit().enter(ConcurrencyLimit.NO_DEADLINE);
		List<Decision> decisions = new ArrayList<>();
		limit.limit().enter(ConcurrencyLimit.NO_DEADLINE, decisions::add);
		limit.close();
		assertThat(decisions).isEmpty();
		limit.close();
		assertThat(decisions).singleElement().extracting(Decision::admission).isEqualTo(Admission.SHUTDOWN);
	}

	@Test
	void aListenerThatBothHaveIsToldOnce() {
		List<Admission> told = new ArrayList<>();
		WaitListener common = (admission, nanos) -> told.add(admission);
		SharedLimit limit = limit(1);
		limit.add(Stream.of(common), Stream.empty());
		limit.add(Stream.of(common), Stream.empty());
		limit.open();
		limit.limit().enter(ConcurrencyLimit.NO_DEADLINE);
		limit.limit().enter(ConcurrencyLimit.NO_DEADLINE, (decision) -> {
		});
		limit.close();
		assertThat(told).containsExactly(Admission.SHUTDOWN);
	}

	private SharedLimit limit(int limit) {
		return SharedLimit.of(new DefaultListableBeanFactory(this.parent), settings(limit));
	}

	private static LimitSettings settings(int limit) {
		return new LimitSettings(Mode.ENFORCE, Algorithm.FIXED, new LimitBounds(limit, limit, limit),
				new MaxWaiting(1, null), Duration.ofMinutes(1), QueueOrder.FIFO);
	}

}
