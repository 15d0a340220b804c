package dev.monitor.ops;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
			"grafana/details.json", "grafana/now.json", "grafana/provisioning/dashboards/monitor.yml",
			"grafana/provisioning/datasources/prometheus.yml", "grafana/trends.json", "haproxy/agent-check.cfg",
			"haproxy/http-check.cfg", "haproxy/tcp-check.cfg", "kubernetes/availability.yml",
			"kubernetes/deployment.yml", "kubernetes/hpa.yml", "kubernetes/keda.yml", "kubernetes/pod-monitor.yml",
			"kubernetes/prometheus-rule.yml", "kubernetes/scrape.yml", "lnav/monitor.json", "prometheus/rules.yml",
			"prometheus/rules_long_test.yml", "prometheus/rules_test.yml", "prometheus/scrape.yml",
			"telegraf/monitor.conf", "victoria-metrics/scrape.yml");

	private static final String RULES = "prometheus/rules.yml";

	private static final String RULES_OBJECT = "kubernetes/prometheus-rule.yml";

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
		byte[] content = resource(path);
		return path.equals(RULES_OBJECT) ? within(content, resource(RULES)) : content;
	}

	private static byte[] resource(String path) throws IOException {
		try (InputStream in = OperatorFiles.class.getResourceAsStream(ROOT + path)) {
			if (in == null) {
				throw new IOException(path + " is missing");
			}
			return in.readAllBytes();
		}
	}

	/**
	 * The rules are in the jar once: as a file of Prometheus, and indented below the head
	 * of the object of the Prometheus operator.
	 */
	private static byte[] within(byte[] head, byte[] rules) {
		String text = new String(rules, StandardCharsets.UTF_8);
		String groups = text.substring(text.indexOf("\ngroups:") + 1);
		return (new String(head, StandardCharsets.UTF_8) + groups.replaceAll("(?m)^(?=.)", "  "))
			.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Write all files as they are below a directory.
	 * @param directory the directory
	 * @return the files
	 * @throws FileAlreadyExistsException if a file is there with another content
	 * @throws IOException if a file cannot be read or written
	 * @see #writeTo(Path, Surroundings)
	 */
	public static List<Path> writeTo(Path directory) throws IOException {
		return writeTo(directory, Surroundings.UNKNOWN);
	}

	/**
	 * Write all files below a directory, which is created if it is not there. Nothing is
	 * written if a file is there with another content: somebody may have changed it.
	 * @param directory the directory
	 * @param surroundings what to write into the files
	 * @return the files
	 * @throws FileAlreadyExistsException if a file is there with another content
	 * @throws IOException if a file cannot be read or written
	 */
	public static List<Path> writeTo(Path directory, Surroundings surroundings) throws IOException {
		Map<Path, byte[]> files = new LinkedHashMap<>();
		for (String path : PATHS) {
			Path file = directory.resolve(path);
			byte[] content = surroundings.into(path, read(path));
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
