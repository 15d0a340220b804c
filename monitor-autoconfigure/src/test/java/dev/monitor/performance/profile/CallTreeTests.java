package dev.monitor.performance.profile;

import java.util.List;
import java.util.stream.IntStream;

import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallTree}.
 */
class CallTreeTests {

	private final CallTree tree = new CallTree();

	@Test
	void stacksAreFoldedAndTheDearestCallComesFirst() {
		this.tree.add(List.of("main", "read"), 10);
		this.tree.add(List.of("main", "write", "flush"), 20);
		this.tree.add(List.of("main", "write"), 5);
		this.tree.add(List.of("other"), 1);
		StatusSection section = this.tree.section();
		assertThat(section.rows()).extracting(CallTreeTests::line)
			.containsExactly("main 0 35", "write 1 25", "flush 2 20", "read 1 10", "other 0 1");
		assertThat(section.numbers()).containsEntry("samples", 4L).containsEntry("value", 36L).containsEntry("cut", 0L);
	}

	@Test
	void whatIsTooDeepCountsForItsCaller() {
		List<String> stack = IntStream.rangeClosed(1, 100).mapToObj((depth) -> "call" + depth).toList();
		this.tree.add(stack, 7);
		assertThat(this.tree.section().rows()).hasSize(64);
		assertThat(line(this.tree.section().rows().get(63))).isEqualTo("call64 63 7");
		assertThat(this.tree.section().numbers()).containsEntry("cut", 1L);
	}

	@Test
	void whatIsTooMuchCountsForItsCaller() {
		for (int i = 0; i < 10_000; i++) {
			this.tree.add(List.of("main", "call" + i), 1);
		}
		StatusSection section = this.tree.section();
		assertThat(section.rows()).hasSize(CallTree.MOST_CALLS);
		assertThat(line(section.rows().get(0))).isEqualTo("main 0 10000");
		assertThat(section.numbers()).containsEntry("cut", 10_000L - (CallTree.MOST_CALLS - 1));
	}

	private static String line(StatusRow row) {
		return row.name() + " " + row.numbers().get("depth") + " " + row.numbers().get("value");
	}

}
