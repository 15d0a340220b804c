package dev.monitor.concurrency.tomcat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import dev.monitor.concurrency.SlowBody;
import dev.monitor.concurrency.servlet.RawConnection;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Request;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asynchronous requests of which the bodies are not read to their end, in Tomcat.
 */
@Timeout(60)
class TomcatBodyValveTests {

	private static final String POST = RawConnection.request("POST", "/", "Content-Length: 100") + "abc";

	private final Tomcat tomcat = new Tomcat();

	private StandardContext context;

	private Work work = (request, response) -> {
	};

	@BeforeEach
	void start(@TempDir Path directory) throws Exception {
		this.tomcat.setBaseDir(directory.toString());
		this.tomcat.setPort(0);
		this.tomcat.getEngine().getPipeline().addValve(new TomcatBodyValve());
		this.context = (StandardContext) this.tomcat.addContext("", directory.toString());
		Wrapper servlet = Tomcat.addServlet(this.context, "servlet", new HttpServlet() {

			@Override
			protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
				TomcatBodyValveTests.this.work.serve(request, response);
			}

		});
		servlet.setAsyncSupported(true);
		this.context.addServletMappingDecoded("/", "servlet");
		this.tomcat.getConnector();
		this.tomcat.start();
	}

	@AfterEach
	void stop() throws Exception {
		this.tomcat.stop();
		this.tomcat.destroy();
	}

	@Test
	void bodyIsAbandonedWhileTomcatIsBusyWithTheRequest() throws IOException {
		this.work = (request, response) -> {
			AsyncContext asynchronous = request.startAsync();
			((Runnable) request.getAttribute(SlowBody.ABANDON_ATTRIBUTE)).run();
			asynchronous.start(() -> {
				response.setStatus(408);
				asynchronous.complete();
			});
		};
		try (RawConnection connection = new RawConnection(this.tomcat.getConnector().getLocalPort())) {
			connection.write(POST);
			assertThat(connection.read().status()).isEqualTo(408);
			assertThat(connection.isClosed()).isTrue();
		}
		assertNoneIsInProgress();
	}

	@Test
	void clientIsGoneWhenAnErrorIsReported() throws IOException {
		CompletableFuture<Void> left = new CompletableFuture<>();
		this.work = (request, response) -> {
			AsyncContext asynchronous = request.startAsync();
			Request own = (Request) Objects.requireNonNull(ReflectionTestUtils.getField(request, "request"));
			asynchronous.start(() -> {
				left.join();
				response.setStatus(400);
				// what Tomcat does when a body ends too early
				own.getCoyoteRequest().getResponse().setError();
				asynchronous.complete();
			});
		};
		try (RawConnection connection = new RawConnection(this.tomcat.getConnector().getLocalPort())) {
			connection.write(POST);
			Awaitility.await().until(() -> this.context.getInProgressAsyncCount() == 1);
			connection.reset();
		}
		left.complete(null);
		assertNoneIsInProgress();
	}

	private void assertNoneIsInProgress() {
		Awaitility.await().untilAsserted(() -> assertThat(this.context.getInProgressAsyncCount()).isZero());
	}

	private interface Work {

		void serve(HttpServletRequest request, HttpServletResponse response) throws IOException;

	}

}
