package dev.monitor.ops.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.monitor.ops.Dashboard;
import dev.monitor.ops.Outage;
import dev.monitor.ops.OutageServer;
import dev.monitor.prometheus.ScraperProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Draws a picture of the dashboard Now for every {@link Outage}. Not among the tests; to
 * draw them again: {@code ./mvnw -pl monitor-autoconfigure test -Dtest=OutagePictures}.
 */
class OutagePictures {

	private static final int MINUTE = 60;

	@TempDir
	private Path directory;

	@Test
	void ofTheFirstScreen() throws Exception {
		long now = OutageServer.now();
		try (ScraperProcess prometheus = OutageServer.start(this.directory, now)) {
			for (Outage outage : Outage.values()) {
				write(outage, prometheus, now);
			}
		}
	}

	private static void write(Outage outage, ScraperProcess prometheus, long now) throws IOException {
		Dashboard dashboard = Dashboard.read("now");
		Map<String, String> variables = new LinkedHashMap<>(dashboard.all(prometheus));
		variables.put("cluster", outage.cluster());
		long seconds = outage.minutes() * (long) MINUTE;
		RangeQueries queries = new RangeQueries(prometheus, variables, now - seconds, now, seconds / 120, "4m");
		Files.writeString(Path.of("../docs/images/outage-" + outage.cluster() + ".svg"),
				new RowPicture(dashboard.rows().get(0)).draw(queries::run));
	}

}
