package dev.monitor.prometheus;

import java.nio.file.Path;
import java.util.List;

import dev.monitor.RealClient;

/**
 * A program that scrapes metrics and answers PromQL.
 */
public enum Scraper {

	PROMETHEUS("prometheus") {

		@Override
		List<String> arguments(Path config, Path data, int port) {
			return List.of("--config.file=" + config, "--storage.tsdb.path=" + data,
					"--web.listen-address=127.0.0.1:" + port, "--log.level=warn");
		}

	},

	VICTORIA_METRICS("victoria-metrics") {

		@Override
		List<String> arguments(Path config, Path data, int port) {
			return List.of("-promscrape.config=" + config, "-storageDataPath=" + data,
					"-httpListenAddr=127.0.0.1:" + port, "-search.latencyOffset=0s", "-memory.allowedBytes=100000000",
					"-loggerLevel=WARN");
		}

	};

	private final String program;

	Scraper(String program) {
		this.program = program;
	}

	public Path find() {
		return RealClient.find(this.program, this.program);
	}

	abstract List<String> arguments(Path config, Path data, int port);

}
