package dev.monitor.process;

import java.nio.file.Path;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ControlGroup}.
 */
class ControlGroupTests {

	@TempDir
	private Path root;

	@Test
	void anUnknownSystemHasNoGroup() {
		assertThat(ControlGroup.find(this.root)).isNull();
	}

	@Test
	void theLowestLimitOnTheWayUpCountsInVersion2() {
		write("proc/self/cgroup", "0::/pods/a\n");
		write("sys/fs/cgroup/pods/a/memory.current", "1\n");
		assertThat(limit()).isEmpty();
		write("sys/fs/cgroup/pods/a/memory.max", "max\n");
		assertThat(limit()).isEmpty();
		write("sys/fs/cgroup/pods/a/memory.max", "536870912\n");
		write("sys/fs/cgroup/pods/memory.max", "max\n");
		assertThat(limit()).hasValue(536870912);
		write("sys/fs/cgroup/pods/memory.max", "268435456\n");
		assertThat(limit()).hasValue(268435456);
	}

	@Test
	void insideAContainerTheMountIsTheGroup() {
		write("proc/self/cgroup", "0::/../../docker/abc\n");
		write("sys/fs/cgroup/memory.current", "1\n");
		write("sys/fs/cgroup/memory.max", "1073741824\n");
		write("memory.max", "1\n");
		assertThat(limit()).hasValue(1073741824);
	}

	/**
	 * As any with other letters than ASCII is in the locale POSIX.
	 */
	@Test
	void aGroupWhoseNameIsNoPathHereIsLookedForAtTheMount() {
		write("proc/self/cgroup", "0::/a\0b\n");
		write("sys/fs/cgroup/memory.current", "1\n");
		write("sys/fs/cgroup/memory.max", "1073741824\n");
		assertThat(limit()).hasValue(1073741824);
	}

	@Test
	void version1KnowsTheLimitOfTheHierarchy() {
		write("proc/self/cgroup", "5:cpu:/x\n4:memory:/pods/a\n0::/\n");
		write("sys/fs/cgroup/memory/pods/a/memory.stat", "cache 1\nhierarchical_memory_limit 536870912\n");
		assertThat(limit()).hasValue(536870912);
	}

	@Test
	void nearlyTwoToThe63IsNoLimit() {
		write("proc/self/cgroup", "4:memory:/pods/a\n");
		write("sys/fs/cgroup/memory/pods/a/memory.stat", "cache 1\nhierarchical_memory_limit 9223372036854771712\n");
		assertThat(limit()).isEmpty();
	}

	private void write(String file, String content) {
		new FakeFiles(this.root).write(file, content);
	}

	private OptionalLong limit() {
		ControlGroup group = ControlGroup.find(this.root);
		assertThat(group).isNotNull();
		return group.memoryLimit();
	}

}
