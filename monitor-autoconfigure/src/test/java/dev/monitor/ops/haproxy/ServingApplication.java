package dev.monitor.ops.haproxy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.monitor.warmup.WarmupProgress;
import dev.monitor.warmup.WarmupTask;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Answers with its name, and with an error to whoever comes before it is warm.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ServingApplication {

	/**
	 * What a {@link Load} sees of an instance that should get no requests yet.
	 */
	static final String COLD = "500 cold";

	private static final Pattern PORTS = Pattern.compile("PORTS=(\\d+) (\\d+)\\n");

	public static void main(String[] arguments) {
		Environment environment = SpringApplication.run(ServingApplication.class, arguments).getEnvironment();
		System.out.println("PORTS=" + environment.getProperty("local.server.port") + " "
				+ environment.getProperty("local.monitor.port.port"));
	}

	/**
	 * Find what the process has told.
	 * @param output all its output
	 * @return its port and that of its monitor, {@code null} while it starts
	 */
	static @Nullable List<Integer> ports(String output) {
		Matcher matcher = PORTS.matcher(output);
		return matcher.find() ? List.of(Integer.valueOf(matcher.group(1)), Integer.valueOf(matcher.group(2))) : null;
	}

	@Bean
	Catalogue catalogue() {
		return new Catalogue();
	}

	@Bean
	ServletRegistrationBean<HttpServlet> work(Catalogue catalogue, Environment environment) {
		String name = environment.getRequiredProperty("name");
		return new ServletRegistrationBean<>(new HttpServlet() {

			private static final long serialVersionUID = 1L;

			@Override
			protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
				try {
					TimeUnit.MILLISECONDS.sleep(50);
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
				response.setStatus(catalogue.loaded ? 200 : 500);
				response.getWriter().print(catalogue.loaded ? name : "cold");
			}

		}, "/work");
	}

	/**
	 * What takes a while to be there.
	 */
	static class Catalogue implements WarmupTask {

		private volatile boolean loaded;

		@Override
		public String name() {
			return "catalogue";
		}

		@Override
		public void run(WarmupProgress progress) throws InterruptedException {
			TimeUnit.SECONDS.sleep(1);
			this.loaded = true;
		}

	}

}
