package dev.monitor.ops;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The files for operators that Monitor brings along. Their paths are relative and use
 * slashes.
 */
public final class OperatorFiles {

	/**
	 * The paths of all files.
	 */
	public static final List<String> PATHS = List.of("alertmanager/inhibit.yml", "alertmanager/route.yml",
			"grafana/monitor.json", "haproxy/agent-check.cfg", "haproxy/http-check.cfg", "haproxy/tcp-check.cfg",
			"kubernetes/deployment.yml", "kubernetes/scrape.yml", "lnav/monitor.json", "prometheus/rules.yml",
			"prometheus/rules_test.yml", "prometheus/scrape.yml", "telegraf/monitor.conf",
			"victoria-metrics/scrape.yml");

	private static final String ROOT = "/META-INF/monitor/ops/";

	private OperatorFiles() {
	}

	/**
	 * Read a file.
	 * @param path one of {@link #PATHS}
	 * @return its content
	 * @throws IOException if it cannot be read
	 */
	public static byte[] read(String path) throws IOException {
		try (InputStream in = OperatorFiles.class.getResourceAsStream(ROOT + path)) {
			if (in == null) {
				throw new IOException(path + " is missing");
			}
			return in.readAllBytes();
		}
	}

	/**
	 * Write all files below a directory, which is created if it is not there. Nothing is
	 * written if a file is there with another content: somebody may have changed it.
	 * @param directory the directory
	 * @return the files
	 * @throws FileAlreadyExistsException if a file is there with another content
	 * @throws IOException if a file cannot be read or written
	 */
	public static List<Path> writeTo(Path directory) throws IOException {
		Map<Path, byte[]> files = new LinkedHashMap<>();
		for (String path : PATHS) {
			Path file = directory.resolve(path);
			byte[] content = read(path);
			if (Files.exists(file) && !Arrays.equals(Files.readAllBytes(file), content)) {
				throw new FileAlreadyExistsException(file.toString());
			}
			files.put(file, content);
		}
		for (Map.Entry<Path, byte[]> file : files.entrySet()) {
			Files.createDirectories(Objects.requireNonNull(file.getKey().getParent()));
			Files.write(file.getKey(), file.getValue());
		}
		return List.copyOf(files.keySet());
	}

}
