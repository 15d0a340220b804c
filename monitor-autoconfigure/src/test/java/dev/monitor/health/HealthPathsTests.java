package dev.monitor.health;

import java.io.IOException;
import java.time.Clock;
import java.util.List;

import dev.monitor.CapturedLog;
import dev.monitor.Unwanted;
import dev.monitor.gate.SwitchGate;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The addresses are where they should be, whatever else is mapped where.
 */
class HealthPathsTests {

	private static final String REPLACED = "dev.monitor.health.autoconfigure.ReplacedHandlers";

	@ParameterizedTest
	@EnumSource(value = Unwanted.class, names = { "TOMCAT", "JETTY" })
	void aPathOfTheDispatcherServletChangesNothing(Unwanted otherServer) throws Exception {
		try (RunningApp app = RunningApp.start(GateApplication.class, List.of(otherServer),
				"monitor.warmup.enabled=false", "spring.mvc.servlet.path=/api", "server.servlet.context-path=/shop")) {
			assertAnswers(app, "/shop", "/health", "/readyz", "/livez");
			assertThat(app.get("/shop/api/orders").statusCode()).isEqualTo(401);
			assertThat(app.get("/shop/orders").statusCode()).isIn(401, 404);
			assertThat(app.get("/health").statusCode()).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@EnumSource(value = Unwanted.class, names = { "TOMCAT", "JETTY" })
	void noServletAtTheRootChangesNothing(Unwanted otherServer) throws Exception {
		try (RunningApp app = RunningApp.start(ServletApplication.class, List.of(otherServer, Unwanted.SECURITY),
				"monitor.warmup.enabled=false", "monitor.health.path=/lb/health",
				"monitor.health.readiness-path=/desk/ready", "monitor.health.liveness-path=/alive.txt")) {
			assertAnswers(app, "", "/lb/health", "/desk/ready", "/alive.txt");
			assertThat(app.get("/desk/more").body()).isEqualTo("worked");
			for (String path : List.of("/health", "/readyz", "/livez", "/lb", "/other.txt")) {
				assertThat(app.get(path).statusCode()).as(path).isEqualTo(404);
			}
		}
	}

	@ParameterizedTest
	@EnumSource(value = Unwanted.class, names = { "TOMCAT", "JETTY" })
	void whatTheApplicationHasThereIsNamedInOneWarning(Unwanted otherServer) throws Exception {
		try (CapturedLog log = new CapturedLog(REPLACED);
				RunningApp app = RunningApp.start(ReplacedApplication.class, List.of(otherServer, Unwanted.SECURITY),
						"monitor.warmup.enabled=false")) {
			assertThat(log.lines()).singleElement()
				.asString()
				.contains("/health in place of " + Own.class.getName() + "#health()", "/readyz in place of route to ",
						"/livez in place of servlet own", "monitor.health.path");
			for (String path : List.of("/health", "/readyz", "/livez")) {
				assertThat(app.get(path).body()).as(path).isEqualTo("{\"status\":\"UP\"}");
			}
			assertThat(app.get("/own").body()).isEqualTo("worked");
		}
		try (CapturedLog log = new CapturedLog(REPLACED);
				RunningApp app = RunningApp.start(ReplacedApplication.class, List.of(otherServer, Unwanted.SECURITY),
						"monitor.warmup.enabled=false", "monitor.health.path=/a", "monitor.health.readiness-path=/b",
						"monitor.health.liveness-path=/c", "spring.mvc.servlet.path=/api")) {
			assertThat(log.lines()).isEmpty();
			assertThat(app.get("/api/health").body()).isEqualTo("own");
			assertThat(app.get("/api/readyz").body()).isEqualTo("own");
			assertThat(app.get("/livez").body()).isEqualTo("worked");
		}
	}

	@Test
	void bootsHealthAtTheRootIsNamedAndItsAgreeingPathsAreNot() throws Exception {
		try (CapturedLog log = new CapturedLog(REPLACED);
				RunningApp app = RunningApp.start(GateApplication.class, List.of(Unwanted.JETTY, Unwanted.SECURITY),
						"monitor.warmup.enabled=false", "management.endpoints.web.base-path=/",
						"management.endpoint.health.probes.add-additional-paths=true")) {
			assertThat(log.lines()).singleElement()
				.asString()
				.contains("/health in place of Actuator web endpoint 'health'")
				.doesNotContain("/readyz in", "/livez in");
			assertThat(app.get("/health/readiness").statusCode()).isEqualTo(200);
		}
	}

	private static void assertAnswers(RunningApp app, String context, String health, String readiness, String liveness)
			throws Exception {
		SwitchGate gate = app.bean(SwitchGate.class);
		for (String path : List.of(health, readiness, liveness)) {
			for (String method : List.of("GET", "HEAD", "OPTIONS")) {
				assertThat(RunningApp.send(app.port(), method, context + path).statusCode()).as(method + " " + path)
					.isEqualTo(200);
			}
			assertThat(RunningApp.send(app.port(), "DELETE", context + path).statusCode()).isEqualTo(405);
			assertThat(app.get(context + path + ";a=b").statusCode()).as(path).isEqualTo(200);
			assertThat(app.get(context + path + "/more").body()).as(path).doesNotContain("UP");
			gate.close("on purpose");
			assertThat(app.get(context + path).statusCode()).as(path).isEqualTo(path.equals(liveness) ? 200 : 503);
			gate.open();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class GateApplication {

		@Bean
		SwitchGate mine() {
			return SwitchGate.opened("mine", Clock.systemUTC());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class,
			ErrorMvcAutoConfiguration.class })
	static class ServletApplication {

		@Bean
		SwitchGate mine() {
			return SwitchGate.opened("mine", Clock.systemUTC());
		}

		@Bean
		ServletRegistrationBean<Worker> work() {
			return new ServletRegistrationBean<>(new Worker(), "/desk/*");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ReplacedApplication {

		@Bean
		Own controller() {
			return new Own();
		}

		@Bean
		RouterFunction<ServerResponse> route() {
			return RouterFunctions.route().GET("/readyz", (request) -> ServerResponse.ok().body("own")).build();
		}

		@Bean
		ServletRegistrationBean<Worker> own() {
			return new ServletRegistrationBean<>(new Worker(), "/livez", "/own");
		}

	}

	@RestController
	static class Own {

		@GetMapping("/health")
		String health() {
			return "own";
		}

		@GetMapping("/{page}")
		String page() {
			return "page";
		}

	}

	static class Worker extends HttpServlet {

		private static final long serialVersionUID = 1L;

		@Override
		protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
			response.getWriter().print("worked");
		}

	}

}
