package dev.monitor.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.monitor.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * The page and what it loads: files beside this class, read at the first request and
 * kept. All assets stand under the hash of all of them, so that none is ever seen in
 * another version than the page. Thread-safe.
 */
final class PageAssets {

	/**
	 * Modules in the order in which they are joined: the one that starts the page comes
	 * last, the others only declare.
	 */
	private static final List<String> MODULES = List.of("about.js", "access.js", "actions.js", "bars.js", "changes.js",
			"chart.js", "clock.js", "details.js", "diagnosis.js", "dom.js", "flame.js", "format.js", "inspection.js",
			"jobs.js", "meters.js", "now.js", "options.js", "poll.js", "pulse.js", "section.js", "sentences.js",
			"series.js", "table.js", "tabs.js", "app.js");

	private static final Map<String, String> TYPES = Map.of("js", "text/javascript; charset=utf-8", "css",
			"text/css; charset=utf-8", "svg", "image/svg+xml");

	private static final String PLACE = "@assets@";

	private static final String EXPORT = "export ";

	private Map<String, Content> byPath = Map.of();

	synchronized @Nullable HttpResponse get(String path, boolean gzip) {
		if (this.byPath.isEmpty()) {
			this.byPath = load();
		}
		Content content = this.byPath.get(path);
		return (content != null) ? content.response(gzip) : null;
	}

	private static Map<String, Content> load() {
		Map<String, byte[]> files = new LinkedHashMap<>();
		files.put("app.js", joined(MODULES.stream()));
		files.put("dashboard.css", tight(joined(Stream.of("dashboard.css"))));
		files.put("icon.svg", read("icon.svg"));
		files.put("uPlot.iife.min.js", read("uPlot.iife.min.js"));
		MessageDigest digest = sha256();
		files.values().forEach(digest::update);
		String place = "assets/" + HexFormat.of().formatHex(digest.digest(), 0, 8) + '/';
		String page = new String(read("index.html"), StandardCharsets.UTF_8).replace(PLACE, place);
		Map<String, Content> loaded = new HashMap<>();
		files.forEach((name, bytes) -> loaded.put(place + name, asset(name, bytes)));
		loaded.put("", Content.of("text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8)));
		return loaded;
	}

	private static Content asset(String name, byte[] bytes) {
		String extension = name.substring(name.lastIndexOf('.') + 1);
		return Content.of(Objects.requireNonNull(TYPES.get(extension)), bytes)
			.with("Cache-Control", "public, max-age=31536000, immutable");
	}

	/**
	 * Join files into one, without comments, what lines begin with, and some space that
	 * means nothing. What modules declare has a name of its own over all of them, so that
	 * nothing is exported.
	 */
	private static byte[] joined(Stream<String> names) {
		return names.flatMap((name) -> new String(read(name), StandardCharsets.UTF_8).lines())
			.map(String::strip)
			.filter((line) -> !line.isEmpty() && !line.startsWith("/**") && !line.startsWith("*")
					&& !line.startsWith("import "))
			.map((line) -> line.startsWith(EXPORT) ? line.substring(EXPORT.length()) : line)
			.collect(Collectors.joining("\n"))
			.replace(",\n", ",")
			.replace("{\n", "{")
			.replace("\n}", "}")
			.replace("{ ", "{")
			.replace(" => ", "=>")
			.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Leave out of a style sheet what only people need: a line for each declaration and
	 * rule, spaces before values and behind commas, and the last semicolon of a rule.
	 */
	private static byte[] tight(byte[] styles) {
		return new String(styles, StandardCharsets.UTF_8).replace(": ", ":")
			.replace(", ", ",")
			.replace(" {", "{")
			.replace(";\n", ";")
			.replace(";}", "}")
			.replace("}\n", "}")
			.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] read(String name) {
		try (InputStream file = PageAssets.class.getResourceAsStream("page/" + name)) {
			return Objects.requireNonNull(file, name).readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
