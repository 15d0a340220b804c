package app;

import org.springframework.data.jpa.repository.JpaRepository;

interface OrderRepository extends JpaRepository<App.Order, Long> {

}
