package dev.monitor.port.performance;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.monitor.port.Arguments;
import dev.monitor.port.MonitorCommand;
import dev.monitor.port.Word;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSources;

/**
 * Prints a line for each cache: its name as a {@link Word}, size, hits, misses and
 * evictions. -1 is unknown.
 */
final class CacheStatsCommand implements MonitorCommand {

	private final StatusSources sources;

	CacheStatsCommand(StatusSources sources) {
		this.sources = sources;
	}

	@Override
	public String name() {
		return "cachestats";
	}

	@Override
	public String summary() {
		return "Prints size, hits, misses and evictions of each cache, or of one";
	}

	@Override
	public String arguments() {
		return "[cache]";
	}

	@Override
	public String details() {
		return """
				A line for each cache: name, size, hits, misses, evictions. -1 is unknown, as
				where the cache does not record it. Blanks and % in names are encoded: %20, %25.
				""";
	}

	@Override
	public String run(List<String> arguments) {
		Arguments.expectAtMost(1, this, arguments);
		List<StatusRow> caches = this.sources.section("cache").rows();
		String lines = caches.stream()
			.filter((cache) -> arguments.isEmpty() || Word.of(cache.name()).equals(arguments.get(0)))
			.map(CacheStatsCommand::line)
			.collect(Collectors.joining("\n"));
		if (!lines.isEmpty()) {
			return lines;
		}
		if (caches.isEmpty()) {
			throw new IllegalArgumentException("There is no cache that tells its size");
		}
		throw new IllegalArgumentException(caches.stream()
			.map((cache) -> Word.of(cache.name()))
			.distinct()
			.collect(Collectors.joining(", ", "There is no cache '" + arguments.get(0) + "'. There are: ", "")));
	}

	private static String line(StatusRow cache) {
		return Stream.of("size", "hits", "misses", "evictions")
			.map((number) -> cache.numbers().getOrDefault(number, -1).toString())
			.collect(Collectors.joining(" ", Word.of(cache.name()) + " ", ""));
	}

}
