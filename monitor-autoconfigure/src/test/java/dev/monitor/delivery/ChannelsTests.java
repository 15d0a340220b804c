package dev.monitor.delivery;

import java.util.stream.IntStream;

import dev.monitor.SameMoment;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Channels}.
 */
class ChannelsTests {

	@Test
	void threadsThatBringTheLastChannelAtTheSameTimeBothGetIt() {
		Channels channels = new Channels();
		IntStream.range(1, Channels.MOST).forEach((number) -> channels.use("channel" + number));
		assertThat(SameMoment.ofTwo(channels, () -> channels.use("last"))).containsExactly("last", "last");
		assertThat(channels.use("late")).isEqualTo("other");
	}

}
