package dev.monitor.ops;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.monitor.RealClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The objects for Kubernetes and the dashboards have the fields, and the types of fields,
 * that their schemas say: the compiler of TypeScript compares them with types that are
 * made from these schemas.
 */
class SchemaTests {

	private static final JsonMapper JSON = new JsonMapper();

	/**
	 * Package with the types of each version of an API.
	 */
	private static final Map<String, String> TYPES = Map.of("apps/v1", "kubernetes-models/apps/v1", "policy/v1",
			"kubernetes-models/policy/v1", "autoscaling/v2", "kubernetes-models/autoscaling/v2",
			"monitoring.coreos.com/v1", "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1",
			"keda.sh/v1alpha1", "@kubernetes-models/keda/keda.sh/v1alpha1");

	private static final String OPTIONS = """
			{"compilerOptions": {"noEmit": true, "strict": true, "skipLibCheck": true, "module": "nodenext",
			"target": "es2022", "types": []}, "include": ["*.ts"]}
			""";

	private static final Pattern PROBLEM = Pattern.compile("(?m)^(\\w+)\\.ts\\(.*?\\): error TS\\d+: (.*)$");

	@TempDir
	private Path directory;

	@Test
	void manifestsAndDashboardsFitTheirSchemas() throws Exception {
		Path node = RealClient.find("node", "nodejs");
		Path typescript = RealClient.nodeModule("typescript", "5.9.3");
		Path compiler = typescript.resolve("bin/tsc");
		RealClient.nodeModule("@grafana/schema", "12.4.0");
		RealClient.nodeModule("kubernetes-models", "5.1.0");
		RealClient.nodeModule("@kubernetes-models/keda", "2.0.0");
		RealClient.nodeModule("@kubernetes-models/prometheus-operator", "6.0.0");
		Path modules = Objects.requireNonNull(typescript.getParent());
		Files.createSymbolicLink(this.directory.resolve("node_modules"), modules);
		write("tsconfig.json", OPTIONS);
		write("package.json", "{\"type\": \"module\"}");
		write("plain.ts", resource("plain.ts"));
		for (String name : Dashboard.NAMES) {
			write(name + ".ts",
					dashboard(new String(OperatorFiles.read("grafana/" + name + ".json"), StandardCharsets.UTF_8)));
		}
		for (String path : OperatorFiles.PATHS) {
			if (path.startsWith("kubernetes/") && !path.endsWith("scrape.yml")) {
				write(path.replaceAll("[^a-z]", "_") + ".ts", manifest(JSON.writeValueAsString(Alert.yaml(path))));
			}
		}
		String budget = JSON.writeValueAsString(Alert.yaml("kubernetes/availability.yml"));
		write("wrong_field.ts", manifest(budget.replace("maxUnavailable", "maxUnavailble")));
		write("wrong_dashboard.ts", dashboard("{\"schemaVersion\": 39, \"refrsh\": \"30s\"}"));
		Process process = new ProcessBuilder(node.toString(), compiler.toString(), "-p", ".")
			.directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(this.directory.resolve("output").toFile())
			.start();
		assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
		String output = Files.readString(this.directory.resolve("output"));
		assertThat(PROBLEM.matcher(output).results()).as(output)
			.extracting((problem) -> problem.group(1))
			.containsOnly("wrong_field", "wrong_dashboard");
	}

	private static String dashboard(String json) {
		return "import type { PlainDashboard } from \"./plain.js\";\nexport const dashboard: PlainDashboard = " + json
				+ ";\n";
	}

	private static String manifest(String json) {
		String type = 'I' + field(json, "kind");
		return "import type { " + type + " } from \"" + TYPES.get(field(json, "apiVersion"))
				+ "\";\nexport const manifest: " + type + " = " + json + ";\n";
	}

	private static String field(String json, String name) {
		Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
		assertThat(matcher.find()).as(name).isTrue();
		return matcher.group(1);
	}

	private static String resource(String name) throws IOException {
		try (InputStream in = Objects.requireNonNull(SchemaTests.class.getResourceAsStream(name))) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private void write(String name, String text) throws IOException {
		Files.writeString(this.directory.resolve(name), text);
	}

}
