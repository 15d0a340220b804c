package app;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
public class App {

	public static void main(String[] args) {
		SpringApplication.run(App.class, args);
	}

	@Entity(name = "orders")
	public static class Order {

		@Id
		Long id;

	}

	@RestController
	static class OrderController {

		@GetMapping("/orders")
		String orders() {
			return "orders";
		}

	}

}
