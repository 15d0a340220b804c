package dev.monitor.ops;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.monitor.Metadata;
import dev.monitor.RealClient;
import dev.monitor.command.Command;
import dev.monitor.command.Streams;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The example configurations are understood by the programs they are for.
 */
class ConfigurationExamplesTests {

	@TempDir
	private Path directory;

	@BeforeEach
	void export() throws IOException {
		OperatorFiles.writeTo(this.directory);
	}

	@Test
	void victoriaMetricsTakesBothScrapeConfigurations() throws Exception {
		Path program = RealClient.find("victoria-metrics", "victoria-metrics");
		for (String path : List.of("victoria-metrics/scrape.yml", "kubernetes/scrape.yml")) {
			run(program, "-promscrape.config=" + path, "-dryRun", "-storageDataPath=data");
		}
	}

	@Test
	void vmalertTakesTheAlerts() throws Exception {
		run(RealClient.find("vmalert", "victoria-metrics"), "-rule=prometheus/rules.yml", "-dryRun",
				"-datasource.url=http://localhost:1", "-notifier.url=http://localhost:1");
	}

	@Test
	void haproxyTakesItsConfigurations() throws Exception {
		Path program = RealClient.find("haproxy", "haproxy");
		for (String name : List.of("agent-check", "http-check", "tcp-check")) {
			run(program, "-c", "-f", "haproxy/" + name + ".cfg");
		}
	}

	@Test
	void telegrafRunsTheCommandInTime() throws Exception {
		run(RealClient.find("python3", "python3"), "-c",
				"import json, tomllib; print(json.dumps(tomllib.load(open('telegraf/monitor.conf', 'rb'))))");
		Map<?, ?> inputs = Alert.map(JsonParserFactory.getJsonParser()
			.parseMap(Files.readString(this.directory.resolve("output")))
			.get("inputs"));
		Map<?, ?> exec = Alert.map(Alert.list(inputs.get("exec")).get(0));
		assertThat(exec.get("data_format")).isEqualTo("influx");
		assertThat(exec.get("timeout")).isEqualTo("10s");
		List<String> words = List.of(String.valueOf(Alert.list(exec.get("commands")).get(0)).split(" "));
		assertThat(words).startsWith("java").containsSubsequence("-jar", "/opt/monitor/monitor-autoconfigure.jar");
		Command command = ServiceLoader.load(Command.class)
			.stream()
			.map(ServiceLoader.Provider::get)
			.filter((candidate) -> candidate.name().equals(words.get(words.indexOf("-jar") + 2)))
			.findFirst()
			.orElseThrow();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		Streams streams = new Streams(InputStream.nullInputStream(), System.out,
				new PrintStream(err, true, StandardCharsets.UTF_8));
		List<String> arguments = words.subList(words.indexOf("-jar") + 3, words.size());
		command.run(arguments.stream().map((word) -> word.replaceFirst(":.*", ":1")).toList(), streams);
		assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(2)
			.allMatch((line) -> line.startsWith("127.0.0.1:1: "));
	}

	@Test
	void kubernetesProbesAskThePathsOfTheirKind() throws IOException {
		Map<?, ?> container = container();
		assertThat(path(container, "livenessProbe")).isEqualTo("/livez");
		assertThat(path(container, "startupProbe")).isEqualTo("/livez");
		assertThat(path(container, "readinessProbe")).isEqualTo("/readyz");
	}

	/**
	 * The annotation prometheus.io/scrape is on many exporters, none of which must get
	 * our token; and one without a port would be asked on all ports of its pod.
	 */
	@Test
	void theTokenGoesToPodsOfNamedNamespacesThatCarryOurAnnotations() throws IOException {
		Map<?, ?> job = Alert.map(Alert.list(Alert.yaml("kubernetes/scrape.yml").get("scrape_configs")).get(0));
		Map<?, ?> discovery = Alert.map(Alert.list(job.get("kubernetes_sd_configs")).get(0));
		assertThat(Alert.list(Alert.map(discovery.get("namespaces")).get("names"))).isEqualTo(List.of("orders"));
		assertThat(job.get("follow_redirects")).isEqualTo(false);
		Map<?, ?> deployment = Alert.yaml("kubernetes/deployment.yml");
		assertThat(Alert.map(deployment.get("metadata")).get("namespace")).isEqualTo("orders");
		Map<?, ?> annotations = Alert
			.map(Alert.map(Alert.map(Alert.map(deployment.get("spec")).get("template")).get("metadata"))
				.get("annotations"));
		Map<?, ?> keep = Alert.map(Alert.list(job.get("relabel_configs")).get(0));
		assertThat(keep.get("action")).isEqualTo("keep");
		String joined = Alert.list(keep.get("source_labels"))
			.stream()
			.map((label) -> String.valueOf(annotations.get(annotation(label))))
			.collect(Collectors.joining(";"));
		assertThat(joined).isEqualTo("true;8080").matches(String.valueOf(keep.get("regex")));
		assertThat(Alert.list(job.get("relabel_configs")))
			.flatExtracting((rule) -> Alert.list(Alert.map(rule).get("source_labels")))
			.filteredOn((label) -> String.valueOf(label).contains("_annotation_"))
			.extracting(ConfigurationExamplesTests::annotation)
			.hasSameElementsAs(annotations.keySet().stream().map(String::valueOf).toList());
	}

	private static String annotation(Object label) {
		return String.valueOf(label)
			.replace("__meta_kubernetes_pod_annotation_", "")
			.replaceFirst("^monitor_dev_", "monitor.dev/");
	}

	@Test
	void podsWithTheSameNameInTwoNamespacesAreTwoJobs() throws IOException {
		assertThat(label("job", "namespace", "production", "pod_label_app_kubernetes_io_name", "orders"))
			.isEqualTo("production/orders");
		assertThat(label("job", "namespace", "staging", "pod_label_app_kubernetes_io_name", "orders", "pod_label_app",
				"other"))
			.isEqualTo("staging/orders");
	}

	@Test
	void podsWithoutThatLabelAreNamedByWhatElseThereIs() throws IOException {
		assertThat(label("job", "namespace", "a", "pod_label_app", "orders", "pod_controller_kind", "ReplicaSet",
				"pod_controller_name", "web-5d8f7c9b4"))
			.isEqualTo("a/orders");
		assertThat(label("job", "namespace", "a", "pod_controller_kind", "ReplicaSet", "pod_controller_name",
				"orders-web-5d8f7c9b4"))
			.isEqualTo("a/orders-web");
		assertThat(label("job", "namespace", "a", "pod_controller_kind", "StatefulSet", "pod_controller_name",
				"orders-db"))
			.isEqualTo("a/orders-db");
		assertThat(label("job", "namespace", "a")).isEqualTo("pods");
	}

	@Test
	void podsAndNodesAreLabels() throws IOException {
		assertThat(label("pod", "pod_name", "orders-1")).isEqualTo("orders-1");
		assertThat(label("instance", "pod_name", "orders-1")).isEqualTo("orders-1");
		assertThat(label("node", "pod_node_name", "n1")).isEqualTo("n1");
	}

	/**
	 * What does not match is selected by nothing, and nothing says so.
	 */
	@Test
	void objectsOfKubernetesAreAboutTheSamePods() throws IOException {
		Map<?, ?> deployment = Alert.yaml("kubernetes/deployment.yml");
		Map<?, ?> labels = Alert
			.map(Alert.map(Alert.map(Alert.map(deployment.get("spec")).get("template")).get("metadata")).get("labels"));
		for (String name : List.of("availability", "pod-monitor", "deployment")) {
			Map<?, ?> object = Alert.yaml("kubernetes/" + name + ".yml");
			assertThat(Alert.map(Alert.map(object.get("spec")).get("selector")).get("matchLabels")).as(name)
				.isEqualTo(labels);
		}
		for (String name : List.of("availability", "deployment", "hpa", "keda", "pod-monitor", "prometheus-rule")) {
			Map<?, ?> object = Alert.yaml("kubernetes/" + name + ".yml");
			assertThat(object.keySet()).as(name).hasToString("[apiVersion, kind, metadata, spec]");
			assertThat(Alert.map(object.get("metadata")).get("namespace")).as(name).isEqualTo("orders");
		}
		for (String name : List.of("hpa", "keda")) {
			Map<?, ?> target = Alert
				.map(Alert.map(Alert.yaml("kubernetes/" + name + ".yml").get("spec")).get("scaleTargetRef"));
			assertThat(target.get("name")).isEqualTo(Alert.map(deployment.get("metadata")).get("name"));
		}
		String port = String.valueOf(Alert
			.map(Alert.list(Alert.map(Alert.yaml("kubernetes/pod-monitor.yml").get("spec")).get("podMetricsEndpoints"))
				.get(0))
			.get("port"));
		assertThat(Alert.list(container().get("ports")))
			.extracting((each) -> String.valueOf(Alert.map(each).get("name")))
			.contains(port);
	}

	/**
	 * A selector of namespaces would have the operator send the token to pods of others.
	 */
	@Test
	void thePodMonitorSendsTheTokenWithinItsNamespaceOnly() throws IOException {
		Map<?, ?> spec = Alert.map(Alert.yaml("kubernetes/pod-monitor.yml").get("spec"));
		assertThat(spec.containsKey("namespaceSelector")).isFalse();
		assertThat(Alert.map(Alert.list(spec.get("podMetricsEndpoints")).get(0)).get("followRedirects"))
			.isEqualTo(false);
	}

	@Test
	void provisioningLeadsToTheDashboards() throws IOException {
		Map<?, ?> source = Alert
			.map(Alert.list(Alert.yaml("grafana/provisioning/datasources/prometheus.yml").get("datasources")).get(0));
		Map<?, ?> scrape = Alert.map(Alert.yaml("prometheus/scrape.yml").get("global"));
		assertThat(Alert.map(source.get("jsonData")).get("timeInterval")).isEqualTo(scrape.get("scrape_interval"));
		assertThat(Alert.list(Alert.yaml("grafana/provisioning/dashboards/monitor.yml").get("providers"))).hasSize(1);
	}

	@Test
	void kubernetesSetsPropertiesThatExist() throws IOException {
		Set<String> known = new TreeSet<>();
		for (Map<String, Object> property : Metadata.section("properties")) {
			known.add(variable(String.valueOf(property.get("name"))));
		}
		known.add(variable("monitor.metrics.tokens") + "_PROMETHEUS_HASH");
		known.add("JAVA_TOOL_OPTIONS");
		assertThat(Alert.list(container().get("env")))
			.extracting((variable) -> String.valueOf(Alert.map(variable).get("name")))
			.isSubsetOf(known);
	}

	private static String variable(String property) {
		return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
	}

	/**
	 * Return a label of a target after relabelling.
	 * @param label its name
	 * @param found names and values of what was discovered, without what all names begin
	 * with
	 */
	private static String label(String label, String... found) throws IOException {
		Map<String, String> labels = new HashMap<>();
		for (int i = 0; i < found.length; i += 2) {
			labels.put("__meta_kubernetes_" + found[i], found[i + 1]);
		}
		Map<?, ?> config = Alert.map(Alert.list(Alert.yaml("kubernetes/scrape.yml").get("scrape_configs")).get(0));
		String value = label.equals("job") ? String.valueOf(config.get("job_name")) : "";
		for (Object rule : Alert.list(config.get("relabel_configs"))) {
			Map<?, ?> relabel = Alert.map(rule);
			if (label.equals(relabel.get("target_label"))) {
				String joined = Alert.list(relabel.get("source_labels"))
					.stream()
					.map((name) -> labels.getOrDefault(String.valueOf(name), ""))
					.collect(Collectors.joining(";"));
				Matcher matcher = Pattern
					.compile(relabel.containsKey("regex") ? String.valueOf(relabel.get("regex")) : "(.*)")
					.matcher(joined);
				if (matcher.matches()) {
					String replacement = relabel.containsKey("replacement") ? String.valueOf(relabel.get("replacement"))
							: "$1";
					value = matcher.replaceFirst(replacement);
				}
			}
		}
		return value;
	}

	private static Map<?, ?> container() throws IOException {
		Map<?, ?> pod = Alert
			.map(Alert.map(Alert.map(Alert.yaml("kubernetes/deployment.yml").get("spec")).get("template")).get("spec"));
		return Alert.map(Alert.list(pod.get("containers")).get(0));
	}

	private static String path(Map<?, ?> container, String probe) {
		return String.valueOf(Alert.map(Alert.map(container.get(probe)).get("httpGet")).get("path"));
	}

	private void run(Path program, String... arguments) throws Exception {
		Path output = this.directory.resolve("output");
		ProcessBuilder builder = new ProcessBuilder(program.toString());
		builder.command().addAll(List.of(arguments));
		Process process = builder.directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(Files.readString(output)).isZero();
	}

}
