package dev.monitor.dashboard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a page of another origin on the same machine can do to the dashboard, in a real
 * browser, even if it knows the key.
 */
class DashboardOriginTests {

	private static DashboardApp app;

	private static Chromium chromium;

	private static HttpServer other;

	@BeforeAll
	static void start() throws Exception {
		other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		other.createContext("/", (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "text/html");
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		other.start();
		app = DashboardApp.start(TroubledSections.class);
		chromium = Chromium.start();
	}

	@AfterAll
	static void stop() throws Exception {
		if (chromium != null) {
			chromium.close();
		}
		if (app != null) {
			app.close();
		}
		other.stop(0);
	}

	@BeforeEach
	void openTheOther() throws IOException {
		chromium.open("http://localhost:" + other.getAddress().getPort() + '/');
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{ mode: 'no-cors' }", "{ credentials: 'include' }",
			"{ headers: { Authorization: 'Bearer KEY' } }",
			"{ headers: { Authorization: 'Bearer KEY', 'Monitor-Dashboard': '1' } }",
			"{ method: 'POST', mode: 'no-cors' }", "{ method: 'POST', mode: 'no-cors', body: 'x' }",
			"{ method: 'POST', headers: { 'Monitor-Dashboard': '1' } }" })
	void itReadsNothing(String options) throws IOException {
		assertThat(chromium.run("return fetch('" + data() + "', " + options.replace("KEY", app.key())
				+ ").then((answer) => answer.text(), () => '')"))
			.isEqualTo("");
	}

	@Test
	void itCannotShowThePageInAFrame() throws IOException {
		chromium.run("const frame = document.createElement('iframe'); frame.id = 'frame'; frame.src = '" + app.address()
				+ "'; frame.onload = () => { window.loaded = true; }; document.body.append(frame)");
		await().until(() -> Boolean.TRUE.equals(chromium.run("return window.loaded === true")));
		assertThat(chromium.log("browser")).anyMatch((line) -> line.contains("frame-ancestors"));
	}

	@Test
	void aFormThatItSendsIsRefused() throws IOException {
		chromium.run("document.body.innerHTML = '<form method=post action=" + data()
				+ "><input name=a value=b></form>'; document.forms[0].submit()");
		await().until(() -> String.valueOf(chromium.run("return location.href")).equals(data()));
		assertThat(String.valueOf(chromium.run("return document.body.textContent")))
			.contains("Another site sent this request.");
	}

	private static String data() {
		return app.address().replaceFirst("#.*", "data/now");
	}

}
