package dev.monitor.dashboard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.monitor.RealClient;
import dev.monitor.http.JsonObject;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonParserFactory;

import static org.awaitility.Awaitility.await;

/**
 * A real browser without a window, driven by WebDriver (W3C).
 */
public final class Chromium implements AutoCloseable {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final Pattern PORT = Pattern.compile("on port (\\d+)");

	private final Process driver;

	private final String base;

	private final String session;

	private Chromium(Process driver, String base) throws IOException {
		this.driver = driver;
		JsonObject options = new JsonObject().withArray("args", List.of("--headless", "--no-sandbox", "--disable-gpu",
				"--disable-dev-shm-usage", "--hide-scrollbars", "--force-device-scale-factor=1"));
		JsonObject capabilities = new JsonObject().with("browserName", "chrome")
			.withObject("goog:chromeOptions", options)
			.withObject("goog:loggingPrefs", new JsonObject().with("browser", "ALL").with("performance", "ALL"));
		JsonObject wanted = new JsonObject().withObject("capabilities",
				new JsonObject().withObject("alwaysMatch", capabilities));
		this.base = base;
		Map<?, ?> created = (Map<?, ?>) Objects.requireNonNull(post(base + "/session", wanted.toString()));
		this.session = String.valueOf(created.get("sessionId"));
	}

	public static Chromium start() throws IOException {
		RealClient.find("chromium", "chromium");
		Path program = RealClient.find("chromedriver", "chromium-driver");
		Process driver = new ProcessBuilder(program.toString(), "--port=0").redirectErrorStream(true).start();
		BufferedReader output = driver.inputReader(StandardCharsets.UTF_8);
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			Matcher port = PORT.matcher(line);
			if (port.find() && line.contains("started successfully")) {
				return new Chromium(driver, "http://127.0.0.1:" + port.group(1));
			}
		}
		throw new IOException("chromedriver has ended");
	}

	public void open(String address) throws IOException {
		post("/url", new JsonObject().with("url", address).toString());
	}

	/**
	 * Run a script.
	 * @param script its body
	 * @return what it returns
	 */
	public @Nullable Object run(String script) throws IOException {
		return post("/execute/sync", new JsonObject().with("script", script).withArray("args", List.of()).toString());
	}

	/**
	 * Wait until a condition holds.
	 * @param condition an expression
	 */
	public void waitFor(String condition) {
		Callable<Boolean> holds = () -> Boolean.TRUE.equals(run("return Boolean(" + condition + ")"));
		await().alias(condition).until(holds);
	}

	/**
	 * Press a key.
	 * @param key its name, such as {@code Tab}
	 * @param code its code in Windows
	 * @param text the text it types, empty for none
	 */
	public void press(String key, int code, String text) throws IOException {
		for (String type : List.of("keyDown", "keyUp")) {
			command("Input.dispatchKeyEvent",
					new JsonObject().with("type", type)
						.with("key", key)
						.with("code", key)
						.with("windowsVirtualKeyCode", code)
						.with("text", (type.equals("keyDown") && !text.isEmpty()) ? text : null)
						.toString());
		}
	}

	/**
	 * Type a text into what has the focus.
	 * @param text the text
	 */
	public void type(String text) throws IOException {
		command("Input.insertText", new JsonObject().with("text", text).toString());
	}

	/**
	 * Set what the page sees as its window.
	 */
	public void window(int width, int height, boolean dark) throws IOException {
		command("Emulation.setDeviceMetricsOverride",
				"{\"width\":%d,\"height\":%d,\"deviceScaleFactor\":1,\"mobile\":false}".formatted(width, height));
		command("Emulation.setEmulatedMedia", "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"%s\"}]}"
			.formatted(dark ? "dark" : "light"));
	}

	/**
	 * Have a script run before those of each page that is opened from now on.
	 */
	public void before(String script) throws IOException {
		command("Page.addScriptToEvaluateOnNewDocument", new JsonObject().with("source", script).toString());
	}

	/**
	 * Return the bytes that the page's objects have after a collection of garbage.
	 */
	public long usedHeap() throws IOException {
		command("HeapProfiler.collectGarbage", "{}");
		Map<?, ?> usage = (Map<?, ?>) Objects.requireNonNull(command("Runtime.getHeapUsage", "{}"));
		return ((Number) Objects.requireNonNull(usage.get("usedSize"))).longValue();
	}

	private @Nullable Object command(String name, String parameters) throws IOException {
		return post("/goog/cdp/execute", "{\"cmd\":\"%s\",\"params\":%s}".formatted(name, parameters));
	}

	/**
	 * Return what was logged since the last call.
	 * @param type {@code browser} for the console, {@code performance} for events of the
	 * protocol
	 */
	public List<String> log(String type) throws IOException {
		List<?> entries = (List<?>) Objects
			.requireNonNull(post("/se/log", new JsonObject().with("type", type).toString()));
		return entries.stream().map((entry) -> String.valueOf(((Map<?, ?>) entry).get("message"))).toList();
	}

	public void screenshot(Path file) throws IOException {
		String image = String.valueOf(send(HttpRequest.newBuilder(URI.create(address("/screenshot"))).GET()));
		Files.createDirectories(file.getParent());
		Files.write(file, Base64.getDecoder().decode(image));
	}

	@Override
	public void close() throws IOException {
		try {
			send(HttpRequest.newBuilder(URI.create(address(""))).DELETE());
		}
		finally {
			this.driver.destroy();
			this.driver.onExit().join();
		}
	}

	private String address(String path) {
		return this.base + "/session/" + this.session + path;
	}

	private @Nullable Object post(String path, String body) throws IOException {
		URI address = URI.create(path.startsWith("http") ? path : address(path));
		return send(HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	private static @Nullable Object send(HttpRequest.Builder request) throws IOException {
		String body;
		try {
			body = HTTP.send(request.header("Content-Type", "application/json").build(), BodyHandlers.ofString())
				.body();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException();
		}
		Object value = JsonParserFactory.getJsonParser().parseMap(body).get("value");
		if (value instanceof Map<?, ?> failure && failure.containsKey("error")) {
			throw new IOException(failure.get("error") + ": " + failure.get("message"));
		}
		return value;
	}

}
