package dev.monitor.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.monitor.http.HttpResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The files of the page: how they are written, how large they are, and that the chart
 * library is the one that was looked at.
 */
class PageFilesTests {

	private static final Path SOURCES = Path.of("src/main/resources/dev/monitor/dashboard/page");

	private static final String CHARTS = "uPlot.iife.min.js";

	@Test
	void modulesAreFormattedByOneRule() throws IOException {
		for (Map.Entry<String, List<String>> module : modules().entrySet()) {
			String name = module.getKey();
			assertThat(module.getValue()).as(name)
				.hasSizeLessThanOrEqualTo(150)
				.allSatisfy((line) -> assertThat(line.replace("\t", "    ").length()).isLessThanOrEqualTo(120))
				.allSatisfy((line) -> assertThat(line).matches("\\t*( \\*.*|[^\\s].*)?").doesNotMatch(".*[ \\t]"))
				.noneMatch((line) -> line
					.matches("\\s*} else.*|\\s*} catch.*|.*[^=!<>]==[^=].*|\\s*(var|debugger|console)\\b.*"));
			String text = String.join("\n", module.getValue());
			assertThat(text).as(name).doesNotContain("\n\n\n").doesNotContain("{\n\n\t\t");
			assertThat(text.replaceAll("/\\*\\*[\\s\\S]*?\\*/|\"[^\"\n]*\"|`[^`]*`", "")).as(name).doesNotContain("'");
		}
	}

	@Test
	void noModuleTakesATextForHtml() throws IOException {
		modules().forEach((name, lines) -> assertThat(String.join("\n", lines)).as(name)
			.doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function",
					"setAttribute(\"style\"", "cssText", "javascript:", "://"));
	}

	@Test
	void everyModuleIsServedAndUsed() throws IOException {
		Map<String, List<String>> modules = modules();
		String all = modules.values().stream().flatMap(List::stream).collect(Collectors.joining("\n"))
				+ Files.readString(SOURCES.resolve("index.html"));
		String served = Files.readString(Path.of("src/main/java/dev/monitor/dashboard/PageAssets.java"));
		assertThat(modules.keySet()).isNotEmpty().allSatisfy((name) -> {
			assertThat(served).contains('"' + name + '"');
			assertThat(all).contains(name.equals("app.js") ? "@assets@app.js" : "from \"./" + name + '"');
		});
		modules.forEach((name, lines) -> lines.stream()
			.filter((line) -> line.startsWith("import {"))
			.flatMap((line) -> Stream.of(line.replaceAll("import \\{ (.*) } from.*", "$1").split(", ")))
			.forEach((
					imported) -> assertThat(lines.stream().filter((line) -> line.matches(".*\\b" + imported + "\\b.*")))
						.as("%s in %s", imported, name)
						.hasSizeGreaterThan(1)));
	}

	/**
	 * Space that is left out when they are served would be missing in a text.
	 */
	@Test
	void noTextHasWhatIsLeftOut() throws IOException {
		Pattern text = Pattern.compile("\"[^\"]*\"|'[^']*'|`[^`]*`");
		for (List<String> lines : modules().values()) {
			assertThat(lines).noneMatch((line) -> line.chars().filter((c) -> c == '`').count() % 2 == 1);
			assertThat(lines.stream().flatMap((line) -> text.matcher(line).results()).map(MatchResult::group))
				.map((each) -> each.replaceAll("\\$\\{.*}", ""))
				.noneMatch((each) -> each.contains("{ ") || each.contains(" => "));
		}
		assertThat(text.matcher(Files.readString(SOURCES.resolve("dashboard.css"))).results().map(MatchResult::group))
			.noneMatch((each) -> each.contains(", ") || each.contains(": ") || each.contains(" {"));
	}

	@Test
	void modulesCanBeJoined() throws IOException {
		Pattern declaration = Pattern.compile("(?:export )?(?:async )?(?:class|function|const|let) (\\w+)\\b.*");
		List<String> declared = new ArrayList<>();
		for (List<String> lines : modules().values()) {
			lines.stream()
				.map(declaration::matcher)
				.filter(Matcher::matches)
				.forEach((line) -> declared.add(line.group(1)));
			assertThat(lines).filteredOn((line) -> line.matches("\\s*(import|export)\\b.*"))
				.allMatch((line) -> line.matches("import \\{ [\\w, ]+ } from \"./\\w+\\.js\";")
						|| declaration.matcher(line).matches());
		}
		assertThat(declared).doesNotHaveDuplicates().contains("FlameGraph", "VIEWS", "records");
		PageAssets assets = new PageAssets();
		String page = new String(served(assets, "", false), StandardCharsets.UTF_8);
		String script = page.replaceAll("(?s).*src=\"([^\"]+app.js)\".*", "$1");
		assertThat(new String(served(assets, script, false), StandardCharsets.UTF_8).lines())
			.contains("class FlameGraph {#calls;", "poll.now();")
			.noneMatch((line) -> line.matches("(import|export|/?\\*).*"));
	}

	@Test
	void thePageIsSmall() throws IOException {
		PageAssets assets = new PageAssets();
		String page = new String(served(assets, "", false), StandardCharsets.UTF_8);
		Matcher place = Pattern.compile("assets/\\w+/").matcher(page);
		assertThat(place.find()).isTrue();
		long size = page.length();
		long compressed = served(assets, "", true).length;
		for (String name : List.of("app.js", "dashboard.css", "icon.svg", CHARTS)) {
			size += served(assets, place.group() + name, false).length;
			compressed += served(assets, place.group() + name, true).length;
		}
		assertThat(size).isLessThan(120_000);
		assertThat(compressed).isLessThan(45_000);
	}

	private static byte[] served(PageAssets assets, String path, boolean gzip) {
		HttpResponse response = assets.get(path, gzip);
		assertThat(response).as(path).isNotNull();
		return response.body();
	}

	@Test
	void theChartLibraryIsTheOneThatWasLookedAt() throws Exception {
		byte[] hash = MessageDigest.getInstance("SHA-256").digest(charts(CHARTS));
		assertThat(HexFormat.of().formatHex(hash))
			.isEqualTo("7f29cd14e36d84141ab49c5e0a806d88e4d855596a9bc0e10799bc2c114b4c4f");
		assertThat(new String(charts(CHARTS), StandardCharsets.UTF_8))
			.startsWith("/*! https://github.com/leeoniya/uPlot (v1.6.30)");
		assertThat(new String(charts("uPlot.LICENSE"), StandardCharsets.UTF_8)).startsWith("The MIT License (MIT)");
		assertThat(getClass().getClassLoader().getResource("META-INF/resources/webjars/uplot")).isNull();
	}

	private static Map<String, List<String>> modules() throws IOException {
		Map<String, List<String>> modules = new TreeMap<>();
		try (Stream<Path> files = Files.list(SOURCES)) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".js")).toList()) {
				modules.put(file.getFileName().toString(), Files.readAllLines(file));
			}
		}
		assertThat(modules).isNotEmpty();
		return modules;
	}

	private static byte[] charts(String name) throws IOException {
		URL resource = Dashboard.class.getResource("page/" + name);
		assertThat(resource).as("%s, which the build unpacks", name).isNotNull();
		try (InputStream file = Dashboard.class.getResourceAsStream("page/" + name)) {
			return file.readAllBytes();
		}
	}

}
